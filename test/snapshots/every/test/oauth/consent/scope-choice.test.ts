/** What a person may leave out of a request. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenScopes, scopeChoices } from '../../../src/oauth/consent/scope-choice.js';
import type { Permission } from '../../../src/pages/permissions.js';
import { createScopeCatalogue, type Scope } from '../../../src/scope-catalogue.js';
import { formOf } from '../client-calls.js';

const catalogue = createScopeCatalogue([
  scope('read'),
  scope('write', ['read']),
  scope('share', ['read']),
  scope('admin', ['write', 'share', 'audit']),
  scope('audit'),
]);

function scope(name: string, implies: readonly string[] = []): Scope {
  return { name, description: `May ${name}`, implies };
}

/** `[x] May write (May read)`: the boxes, and what stands below each. */
function outline(permissions: readonly Permission[]): string[] {
  return permissions.map(({ sentence, box, includes }) => {
    const tick = box === undefined ? '' : `[${box.ticked ? 'x' : ' '}] `;
    return `${tick}${sentence}${includes.length === 0 ? '' : ` (${outline(includes).join(', ')})`}`;
  });
}

const choices = (asked: string[], ticked?: string[]) =>
  outline(scopeChoices(catalogue, asked, ticked));

describe('the boxes of a request', () => {
  it.each<[string, string[], string[]]>([
    ['one permission has none', ['read'], ['May read']],
    ['what it includes is mentioned', ['write'], ['May write (May read)']],
    ['two have one each', ['read', 'audit'], ['[x] May read', '[x] May audit']],
    [
      'a permission that another includes stands below it',
      ['read', 'write'],
      ['[x] May write ([x] May read)'],
    ],
    [
      'one that two others include stands by itself',
      ['share', 'write', 'read'],
      ['[x] May read', '[x] May write (May read)', '[x] May share (May read)'],
    ],
    [
      'but below what includes both',
      ['share', 'write', 'read', 'admin'],
      [
        '[x] May admin ([x] May read, [x] May write (May read), [x] May share (May read), May audit)',
      ],
    ],
    [
      'what nobody asked for is mentioned where it comes from',
      ['admin', 'write'],
      ['[x] May admin ([x] May write (May read), May share, May audit)'],
    ],
    [
      'staying connected always has one',
      ['offline_access', 'read'],
      ['May read', '[x] Stay connected while you are away'],
    ],
  ])('%s [CON-1, CON-10]', (_, asked, expected) => {
    expect(choices(asked)).toEqual(expected);
  });

  it('are ticked as they were when the page comes back [CON-10]', () => {
    expect(choices(['read', 'audit'], ['audit'])).toEqual(['[ ] May read', '[x] May audit']);
  });

  it('stand side by side for scopes that include each other [CON-10]', () => {
    const both = createScopeCatalogue([scope('one', ['other']), scope('other', ['one'])]);
    expect(outline(scopeChoices(both, ['one', 'other']))).toEqual(['[x] May one', '[x] May other']);
    expect(outline(scopeChoices(both, ['one']))).toEqual(['May one (May other)']);
  });
});

describe('the answer', () => {
  const chosen = (asked: string[], ticked: string[]) => {
    return chosenScopes(catalogue, asked, formOf({ selection: 'scope', scope: ticked }));
  };

  it.each<[string, string[], string[], string[] | undefined]>([
    ['what is ticked', ['read', 'audit'], ['audit'], ['audit']],
    ['the narrow one when the broad one goes', ['read', 'write'], ['read'], ['read']],
    ['what the broad one includes', ['read', 'write'], ['write'], ['read', 'write']],
    ['nothing that was not asked for', ['read', 'audit'], ['read', 'admin'], ['read']],
    ['nothing if nothing is left', ['read', 'write'], [], undefined],
    ['nothing if only foreign scopes come', ['read', 'audit'], ['admin'], undefined],
    [
      'nothing if no permission is left',
      ['read', 'write', 'offline_access'],
      ['offline_access'],
      undefined,
    ],
    ['the only permission', ['read'], [], ['read']],
    ['the only permission without staying', ['read', 'offline_access'], [], ['read']],
  ])('allows %s [CON-10, CON-13]', (_, asked, ticked, expected) => {
    expect(chosen(asked, ticked)).toEqual(expected);
  });

  it('allows all that was asked for if the form did not come from the page [CON-10]', () => {
    const form = formOf({ scope: 'read' });
    expect(chosenScopes(catalogue, ['read', 'write'], form)).toEqual(['read', 'write']);
  });
});

describe('whatever the scopes of a server include', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const catalogues = fc
    .array(fc.subarray(names), { minLength: names.length, maxLength: names.length })
    .map((implied) => createScopeCatalogue(names.map((name, at) => scope(name, implied[at]))));
  const requests = fc.subarray([...names, 'offline_access'], { minLength: 1 });
  const isPermission = (name: string) => name !== 'offline_access';

  it('there is a box for each scope and a sentence for all that it permits [CON-1]', () => {
    fc.assert(
      fc.property(catalogues, requests, (scopes, asked) => {
        const all = flat(scopeChoices(scopes, asked));
        const boxes = all.flatMap(({ box }) => box?.scope ?? []).filter(isPermission);
        const permissions = asked.filter(isPermission);
        expect(boxes.sort()).toEqual(permissions.length > 1 ? permissions.sort() : []);
        const told = new Set(all.map(({ sentence }) => sentence));
        const permitted = scopes.all.filter(({ name }) => scopes.permittedBy(asked).has(name));
        for (const { description } of permitted) expect(told).toContain(description);
      }),
    );
  });

  it('the answer permits what its boxes permit and no more, of what was asked [CON-10, CON-13]', () => {
    fc.assert(
      fc.property(catalogues, requests, requests, (scopes, asked, ticked) => {
        const form = formOf({ selection: 'scope', scope: ticked });
        const chosen = chosenScopes(scopes, asked, form) ?? [];
        for (const name of chosen) expect(asked).toContain(name);
        if (asked.filter(isPermission).length < 2) return;
        const permitted = scopes.permittedBy(ticked.filter((name) => asked.includes(name)));
        for (const name of scopes.permittedBy(chosen)) expect(permitted).toContain(name);
        expect(chosen.length > 0).toBe(
          asked.some((name) => isPermission(name) && permitted.has(name)),
        );
      }),
    );
  });

  function flat(permissions: readonly Permission[]): Permission[] {
    return permissions.flatMap((permission) => [permission, ...flat(permission.includes)]);
  }
});
