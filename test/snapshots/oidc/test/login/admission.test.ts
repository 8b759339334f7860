/** Who of the provider's users may come in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Admission, notAdmitted } from '../../src/login/admission.js';
import { openProviderBrowser } from './at-provider.js';
import { startProvider, type TestProvider } from './provider.js';
import { isAtClient, links, openProviderWorld } from './signing-in.js';

const everybody: Admission = { domains: [], groups: [], groupsClaim: 'groups', claims: [] };
const company = 'https://idp.example.com';
const google = 'https://accounts.google.com';
const entra = 'https://login.microsoftonline.com/1234/v2.0';

describe('a rule for domains', () => {
  const domains = ['example.com', 'gmail.com'];
  const email = 'ann@example.com';

  it.each<[issuer: string, claims: Record<string, unknown>, why?: string]>([
    [company, { email, email_verified: true }],
    [company, { email, email_verified: 'true' }],
    [company, { email: 'Ann@EXAMPLE.com', email_verified: true }],
    [google, { email: 'ann@other.example', hd: 'example.com' }],
    [google, { email: 'ann@gmail.com', email_verified: true }],
    [entra, { email, xms_edov: true }],
    [company, {}, 'domain'],
    [company, { email }, 'domain'],
    [company, { email, email_verified: false }, 'domain'],
    [company, { email, email_verified: 'yes' }, 'domain'],
    [company, { email: 'ann@example.com.evil.example', email_verified: true }, 'domain'],
    [company, { email: 'ann@sub.example.com', email_verified: true }, 'domain'],
    [company, { email: 'a@evil.example,ann@example.com', email_verified: true }, 'domain'],
    [company, { email: 'ann@evil.example@example.com', email_verified: true }, 'domain'],
    [company, { email: 'ann@evil.example <x@example.com', email_verified: true }, 'domain'],
    [company, { email: [email], email_verified: true }, 'domain'],
    [company, { hd: 'example.com' }, 'domain'],
    // Has an address in the domain, but is no member of it.
    [google, { email, email_verified: true }, 'domain'],
    [google, { email: 'ann@gmail.com', email_verified: false }, 'domain'],
    // What an administrator of any tenant typed.
    [entra, { email, preferred_username: email }, 'domain'],
  ])('judges %s by %j: %s [A20]', (issuer, claims, why) => {
    expect(notAdmitted({ ...everybody, domains }, claims, issuer)).toBe(why);
  });
});

describe('a rule for groups', () => {
  const groups = ['staff', '/admins'];

  it.each<[groupsClaim: string, claims: Record<string, unknown>, why?: string]>([
    ['groups', { groups: ['guests', 'staff'] }],
    ['groups', { groups: 'staff' }],
    ['realm_access.roles', { realm_access: { roles: ['/admins'] } }],
    ['https://example.com/groups', { 'https://example.com/groups': ['staff'] }],
    ['groups', { groups: ['guests'] }, 'group'],
    ['groups', { groups: ['STAFF', 'staff2', ''] }, 'group'],
    ['groups', { groups: [['staff']] }, 'group'],
    ['groups', { groups: { staff: true } }, 'group'],
    // So many that Entra leaves them out.
    ['groups', { _claim_names: { groups: 'src1' } }, 'group'],
    ['realm_access.roles', { realm_access: 'staff' }, 'group'],
    ['constructor.name', {}, 'group'],
  ])('judges %s by %j: %s', (groupsClaim, claims, why) => {
    expect(notAdmitted({ ...everybody, groups, groupsClaim }, claims, company)).toBe(why);
  });
});

describe('required claims', () => {
  const claims = [
    { name: 'tid', value: '1234' },
    { name: 'employee', value: 'true' },
  ];

  it.each<[claims: Record<string, unknown>, why?: string]>([
    [{ tid: '1234', employee: true }],
    [{ tid: 1234, employee: ['false', 'true'] }],
    [{ tid: '1234' }, 'claim'],
    [{ tid: '12345', employee: true }, 'claim'],
    [{ tid: null, employee: true }, 'claim'],
  ])('judge %j: %s', (theirs, why) => {
    expect(notAdmitted({ ...everybody, claims }, theirs, company)).toBe(why);
  });
});

describe('somebody at the provider', () => {
  let provider: TestProvider;
  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.close());

  it('is judged at each sign-in, and may come as somebody else', async () => {
    const world = await openProviderWorld(provider, { OIDC_ALLOWED_GROUPS: 'staff' });
    provider.people.set('ann', { name: 'Ann', groups: ['staff'] });
    expect(isAtClient((await world.signedIn('ann')).visit)).toBe(true);
    provider.people.set('ann', { name: 'Ann', groups: ['guests'] });
    provider.people.set('bob', { name: 'Bob', groups: ['staff'] });
    const { browser, visit } = await world.signedIn('ann');
    expect(visit.status).toBe(403);
    expect(visit.text).toContain('You cannot use this server');
    expect(visit.text).toContain('back to the application');
    expect(world.audited.at(-1)).toMatchObject({ event: 'login.refused', reason: 'group' });
    const another = await browser.open(links(visit)['Sign in with another account'] ?? '');
    expect(another.url.searchParams.get('prompt')).toBe('login');
    const back = await openProviderBrowser().signIn(another.url, 'bob');
    expect(isAtClient(await browser.open(back))).toBe(true);
    await world.close();
  });

  it('gets no account if they may not come in', async () => {
    const world = await openProviderWorld(provider, { OIDC_ALLOWED_DOMAINS: 'example.com' });
    provider.people.set('eve', { name: 'Eve', email: 'eve@example.com', email_verified: false });
    expect((await world.signedIn('eve')).visit.status).toBe(403);
    for (const kind of ['account', 'upstream', 'session', 'grant'] as const) {
      expect(await world.context.store.find(kind, {})).toEqual([]);
    }
    await world.close();
  });

  it('is judged by the user info if the ID token is not enough', async () => {
    const terse = await startProvider({ conformIdTokenClaims: true });
    terse.people.set('ann', {
      name: 'Ann',
      groups: ['staff'],
      email: 'ann@example.com',
      email_verified: true,
    });
    const email = 'ann@elsewhere.example';
    terse.spoilt.claims = () => ({ groups: undefined, email_verified: undefined, email });
    const inGroup = await openProviderWorld(terse, { OIDC_ALLOWED_GROUPS: 'staff' });
    expect(isAtClient((await inGroup.signedIn('ann')).visit)).toBe(true);
    // One says the address, the other that some address is verified.
    const inDomain = await openProviderWorld(terse, { OIDC_ALLOWED_DOMAINS: 'elsewhere.example' });
    expect((await inDomain.signedIn('ann')).visit.status).toBe(403);
    await Promise.all([inGroup.close(), inDomain.close()]);
    await terse.close();
  });

  it('must be the same in ID token and user info', async () => {
    const world = await openProviderWorld(provider, { OIDC_ALLOWED_GROUPS: 'staff' });
    provider.people.set('ann', {});
    const body = { sub: 'bob', groups: ['staff'] };
    provider.spoilt.answers = { '/me': { status: 200, body } };
    expect((await world.signedIn('ann')).visit.status).toBe(502);
    provider.heal();
    await world.close();
  });

  it.each([403, 500])(
    'is judged by the ID token where the user info answers %d',
    async (status) => {
      const world = await openProviderWorld(provider, { OIDC_ALLOWED_GROUPS: 'staff' });
      provider.people.set('ann', { groups: ['staff'] });
      provider.spoilt.answers = { '/me': { status } };
      expect(isAtClient((await world.signedIn('ann')).visit)).toBe(true);
      provider.heal();
      await world.close();
    },
  );
});
