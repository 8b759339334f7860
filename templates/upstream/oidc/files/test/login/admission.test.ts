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

  it.each<[what: string, issuer: string, claims: Record<string, unknown>]>([
    ['a verified address', company, { email, email_verified: true }],
    [
      'an address whose verification is written as text',
      company,
      { email, email_verified: 'true' },
    ],
    ['an address in capitals', company, { email: 'Ann@EXAMPLE.com', email_verified: true }],
    ['a member of a Google domain', google, { email: 'ann@other.example', hd: 'example.com' }],
    ['an address that Google gives out', google, { email: 'ann@gmail.com', email_verified: true }],
    ['an address whose domain Entra has verified', entra, { email, xms_edov: true }],
  ])('admits %s', (_what, issuer, claims) => {
    expect(notAdmitted({ ...everybody, domains }, claims, issuer)).toBeUndefined();
  });

  it.each<[what: string, issuer: string, claims: Record<string, unknown>]>([
    ['nobody without an address', company, {}],
    ['an address that is not said to be verified [A20]', company, { email }],
    ['an unverified address [A20]', company, { email, email_verified: false }],
    ['an address that is verified by another word', company, { email, email_verified: 'yes' }],
    ['another domain', company, { email: 'ann@example.com.evil.example', email_verified: true }],
    ['a domain below', company, { email: 'ann@sub.example.com', email_verified: true }],
    [
      'two addresses in one',
      company,
      { email: 'a@evil.example,ann@example.com', email_verified: true },
    ],
    ['two at signs', company, { email: 'ann@evil.example@example.com', email_verified: true }],
    [
      'an address and a name behind it',
      company,
      { email: 'ann@evil.example <x@example.com', email_verified: true },
    ],
    ['a list of addresses', company, { email: [email], email_verified: true }],
    [
      'an address in the domain of somebody who is no member of it',
      google,
      { email, email_verified: true },
    ],
    ['an unverified address of Google', google, { email: 'ann@gmail.com', email_verified: false }],
    ['what an administrator of any tenant typed', entra, { email, preferred_username: email }],
    ['a domain that is only claimed', company, { hd: 'example.com' }],
  ])('keeps out %s', (_what, issuer, claims) => {
    expect(notAdmitted({ ...everybody, domains }, claims, issuer)).toBe('domain');
  });
});

describe('a rule for groups', () => {
  const groups = ['staff', '/admins'];

  it.each<[groupsClaim: string, claims: Record<string, unknown>, why: string | undefined]>([
    ['groups', { groups: ['guests', 'staff'] }, undefined],
    ['groups', { groups: 'staff' }, undefined],
    ['realm_access.roles', { realm_access: { roles: ['/admins'] } }, undefined],
    ['https://example.com/groups', { 'https://example.com/groups': ['staff'] }, undefined],
    ['groups', { groups: ['guests'] }, 'group'],
    ['groups', { groups: ['STAFF', 'staff2', ''] }, 'group'],
    ['groups', { groups: [['staff']] }, 'group'],
    ['groups', { groups: { staff: true } }, 'group'],
    // So many that the provider leaves them out (Entra's overage).
    ['groups', { _claim_names: { groups: 'src1' } }, 'group'],
    ['realm_access.roles', { realm_access: 'staff' }, 'group'],
    ['constructor.name', {}, 'group'],
  ])('in %s judges %j: %s', (groupsClaim, claims, why) => {
    expect(notAdmitted({ ...everybody, groups, groupsClaim }, claims, company)).toBe(why);
  });
});

describe('required claims', () => {
  const claims = [
    { name: 'tid', value: '1234' },
    { name: 'employee', value: 'true' },
  ];

  it.each<[claims: Record<string, unknown>, why: string | undefined]>([
    [{ tid: '1234', employee: true }, undefined],
    [{ tid: 1234, employee: ['false', 'true'] }, undefined],
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

  it('is judged anew at each sign-in, and may come as somebody else', async () => {
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

  it('leaves no account behind if they may not come in', async () => {
    const world = await openProviderWorld(provider, { OIDC_ALLOWED_DOMAINS: 'example.com' });
    provider.people.set('eve', { name: 'Eve', email: 'eve@example.com', email_verified: false });
    expect((await world.signedIn('eve')).visit.status).toBe(403);
    for (const kind of ['account', 'upstream', 'session', 'grant'] as const) {
      expect(await world.context.store.find(kind, {})).toEqual([]);
    }
    await world.close();
  });

  it('is judged by the user info where the ID token does not say enough', async () => {
    const terse = await startProvider({ conformIdTokenClaims: true });
    terse.people.set('ann', {
      name: 'Ann',
      groups: ['staff'],
      email: 'ann@example.com',
      email_verified: true,
    });
    terse.spoilt.claims = ({ groups: _groups, email_verified: _verified, ...claims }) => ({
      ...claims,
      email: 'ann@elsewhere.example',
    });
    const inGroup = await openProviderWorld(terse, { OIDC_ALLOWED_GROUPS: 'staff' });
    expect(isAtClient((await inGroup.signedIn('ann')).visit)).toBe(true);
    // One place says the address, the other that some address is verified.
    const inDomain = await openProviderWorld(terse, { OIDC_ALLOWED_DOMAINS: 'elsewhere.example' });
    expect((await inDomain.signedIn('ann')).visit.status).toBe(403);
    await Promise.all([inGroup.close(), inDomain.close()]);
    await terse.close();
  });

  it('is nobody if ID token and user info are about two people', async () => {
    const world = await openProviderWorld(provider, { OIDC_ALLOWED_GROUPS: 'staff' });
    provider.people.set('ann', {});
    const body = { sub: 'bob', groups: ['staff'] };
    provider.spoilt.answer = (path) => (path === '/me' ? { status: 200, body } : undefined);
    expect((await world.signedIn('ann')).visit.status).toBe(502);
    delete provider.spoilt.answer;
    await world.close();
  });

  it.each([403, 500])(
    'is judged by the ID token where the user info answers %d',
    async (status) => {
      const world = await openProviderWorld(provider, { OIDC_ALLOWED_GROUPS: 'staff' });
      provider.people.set('ann', { groups: ['staff'] });
      provider.spoilt.answer = (path) => (path === '/me' ? { status } : undefined);
      expect(isAtClient((await world.signedIn('ann')).visit)).toBe(true);
      delete provider.spoilt.answer;
      await world.close();
    },
  );
});
