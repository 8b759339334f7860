/** The variables of this login layer. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import type { LoginSettings, loginVariables } from '../../src/login/settings.js';
import { development, problemsOf, production, wrong } from '../config/wrong.js';

const provider = { OIDC_ISSUER: 'https://idp.example.com', OIDC_CLIENT_ID: 'this-server' };

const settingsOf = (env: Record<string, string>): LoginSettings =>
  readConfig({ ...development, ...env }).login as LoginSettings;

describe('the provider', () => {
  it('must be named in production only', () => {
    expect(settingsOf({})).toEqual({
      admission: { domains: [], groups: [], groupsClaim: 'groups', claims: [] },
      keepTokens: true,
      logout: false,
      enterpriseIssuers: [],
    });
    const env = { ...production, OIDC_ISSUER: '', OIDC_CLIENT_ID: '' };
    expect(wrong(env)).toEqual(['OIDC_ISSUER', 'OIDC_CLIENT_ID']);
    expect(problemsOf(env)[0]).toMatch(/^OIDC_ISSUER is missing: it must be the https URL/);
  });

  it('is named in full or not at all', () => {
    expect(wrong({ ...development, OIDC_ISSUER: provider.OIDC_ISSUER })).toEqual([
      'OIDC_CLIENT_ID',
    ]);
    expect(wrong({ ...development, OIDC_CLIENT_ID: 'this-server' })).toEqual(['OIDC_ISSUER']);
  });

  it('keeps the spelling of its issuer, and gets a name', () => {
    const named = (OIDC_ISSUER: string) => settingsOf({ ...provider, OIDC_ISSUER }).provider;
    expect(named('https://dev-1.us.auth0.com/')).toMatchObject({
      issuer: 'https://dev-1.us.auth0.com/',
      name: 'dev-1.us.auth0.com',
      clientId: 'this-server',
      scopes: 'openid profile email',
    });
    expect(named('https://accounts.google.com')?.name).toBe('Google');
    expect(named('https://login.microsoftonline.com/1234/v2.0')?.name).toBe('Microsoft');
    expect(named('http://localhost:8080/realms/demo')?.name).toBe('localhost:8080');
    expect(settingsOf({ ...provider, OIDC_PROVIDER_NAME: 'Acme' }).provider?.name).toBe('Acme');
  });

  it.each([
    'idp.example.com',
    'http://idp.example.com',
    'ftp://idp.example.com',
    'https://user@idp.example.com',
    'https://idp.example.com?tenant=1',
    'https://idp.example.com/#fragment',
    'https://idp.example.com\\evil',
  ])('is not at %s', (OIDC_ISSUER) => {
    expect(wrong({ ...development, ...provider, OIDC_ISSUER })).toContain('OIDC_ISSUER');
  });

  it('is reached over https in production, also on this machine', () => {
    const OIDC_ISSUER = 'http://localhost:8080';
    expect(wrong({ ...production, OIDC_ISSUER })).toEqual(['OIDC_ISSUER']);
    const ENTERPRISE_ISSUERS = 'https://idp.example.com,http://localhost:8080';
    expect(wrong({ ...production, ENTERPRISE_ISSUERS })).toEqual(['ENTERPRISE_ISSUERS']);
  });

  it('needs a secret for a way to send it', () => {
    const env = { ...development, ...provider, OIDC_CLIENT_AUTH: 'client_secret_post' };
    expect(wrong(env)).toEqual(['OIDC_CLIENT_AUTH']);
    expect(wrong({ ...env, OIDC_CLIENT_SECRET: 'secret' })).toEqual([]);
  });
});

describe('lists', () => {
  it('are read as their providers write them', () => {
    const {
      admission,
      provider: named,
      enterpriseIssuers,
    } = settingsOf({
      ...provider,
      OIDC_ALLOWED_DOMAINS: 'Example.com, bücher.example',
      OIDC_ALLOWED_GROUPS: 'staff,/admins,Domain Users',
      OIDC_GROUPS_CLAIM: 'https://example.com/groups',
      OIDC_REQUIRED_CLAIMS: 'tid=1234-5678, https://example.com/role=an editor',
      OIDC_PARAMETERS: 'access_type=offline&prompt=consent+select_account',
      ENTERPRISE_ISSUERS: 'https://acme.okta.example,https://idp.example.com/x#tenant-1',
    });
    expect(admission).toEqual({
      domains: ['example.com', 'xn--bcher-kva.example'],
      groups: ['staff', '/admins', 'Domain Users'],
      groupsClaim: 'https://example.com/groups',
      claims: [
        { name: 'tid', value: '1234-5678' },
        { name: 'https://example.com/role', value: 'an editor' },
      ],
    });
    expect(named?.parameters).toEqual([
      ['access_type', 'offline'],
      ['prompt', 'consent select_account'],
    ]);
    expect(enterpriseIssuers).toEqual([
      { issuer: 'https://acme.okta.example' },
      { issuer: 'https://idp.example.com/x', tenant: 'tenant-1' },
    ]);
  });

  it.each([
    ['OIDC_SCOPES', 'profile email'],
    ['OIDC_SCOPES', 'openid "quoted"'],
    ['OIDC_PARAMETERS', 'redirect_uri=https://evil.example'],
    ['OIDC_PARAMETERS', 'state=fixed'],
    ['OIDC_PARAMETERS', 'prompt=login&prompt=none'],
    ['OIDC_PARAMETERS', '=empty'],
    ['OIDC_ALLOWED_DOMAINS', '@example.com'],
    ['OIDC_ALLOWED_DOMAINS', '*.example.com'],
    ['OIDC_REQUIRED_CLAIMS', 'tid'],
    ['OIDC_REQUIRED_CLAIMS', 'tid='],
    ['OIDC_CLIENT_AUTH', 'private_key_jwt'],
    ['OIDC_LOGOUT', 'yes'],
    ['ENTERPRISE_ISSUERS', 'idp.example.com'],
    ['ENTERPRISE_ISSUERS', 'https://idp.example.com#'],
    ['ENTERPRISE_ISSUERS', 'http://idp.example.com'],
  ] satisfies [keyof typeof loginVariables, string][])('%s is not %s', (name, value) => {
    const env = { ...development, ...provider, OIDC_CLIENT_SECRET: 'secret', [name]: value };
    expect(wrong(env)).toEqual([name]);
  });
});
