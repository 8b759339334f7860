/** The operator's lists of hosts. */
import { describe, expect, it } from 'vitest';
import { isHostAdmitted } from '../../../../src/oauth/clients/metadata-document/hosts.js';

const open = { denyHosts: [], allowHosts: [] };

describe('the hosts that clients may come from', () => {
  it('are all, unless the operator says otherwise [CIMD-28]', () => {
    expect(isHostAdmitted('unheard-of.example', open)).toBe(true);
  });

  it('are not those of the deny list and what is below them [CIMD-22]', () => {
    const policy = { ...open, denyHosts: ['bad.example'] };
    expect(isHostAdmitted('bad.example', policy)).toBe(false);
    expect(isHostAdmitted('a.b.bad.example', policy)).toBe(false);
    expect(isHostAdmitted('notbad.example', policy)).toBe(true);
    expect(isHostAdmitted('bad.example.org', policy)).toBe(true);
  });

  it('are only those of the allow list, if there is one [CIMD-22] [M12]', () => {
    const policy = { ...open, allowHosts: ['good.example', 'fine.example'] };
    expect(isHostAdmitted('good.example', policy)).toBe(true);
    expect(isHostAdmitted('www.fine.example', policy)).toBe(true);
    expect(isHostAdmitted('other.example', policy)).toBe(false);
  });

  it('are denied even where they are allowed too [CIMD-22]', () => {
    const policy = { denyHosts: ['old.good.example'], allowHosts: ['good.example'] };
    expect(isHostAdmitted('old.good.example', policy)).toBe(false);
    expect(isHostAdmitted('new.good.example', policy)).toBe(true);
  });
});
