/** What the operator is told at the start. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPlainMain } from '../live/child.js';
import { freePort } from '../live/free-port.js';
import { openTestStore } from '../store/open-test-store.js';
import { startProvider, type TestProvider } from './provider.js';
import { openProviderWorld, type ProviderWorld } from './signing-in.js';

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.close());

async function withWorld(
  variables: Record<string, string>,
  work: (world: ProviderWorld) => Promise<void>,
): Promise<void> {
  const world = await openProviderWorld(provider, variables);
  await work(world);
  await world.close();
}

describe('a server without a provider', () => {
  const none = { OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '' };

  it('says what to register and what to set', () =>
    withWorld(none, async ({ login }) => {
      const sentence = await login.missing?.();
      expect(sentence).toContain('https://mcp.example.com/login/callback');
      expect(sentence).toContain('OIDC_ISSUER');
      expect(sentence).toContain('docs/sign-in.md');
    }));

  it('tells people that nobody can sign in yet', () =>
    withWorld(none, async ({ sent }) => {
      const { visit } = await sent();
      expect([visit.status, visit.hasLeft]).toEqual([503, false]);
      expect(visit.text).toContain('Signing in is not set up yet');
    }));

  it('starts while developing, and explains', async () => {
    const { url, close } = await openTestStore({ clock: Date.now });
    const program = startPlainMain({
      PORT: `${await freePort()}`,
      DATABASE_URL: url,
      SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789',
    });
    await program.printed('docs/sign-in.md');
    expect(program.output()).toContain('is ready');
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    await close();
  });
});

describe('a server with a provider', () => {
  it('says nothing when all is well', () =>
    withWorld({}, async ({ login, warned }) => {
      expect(await login.missing?.()).toBeUndefined();
      expect(warned).toEqual([]);
    }));

  it('says that the provider gives no answer', () =>
    withWorld({}, async ({ login }) => {
      provider.spoilt.isDown = true;
      expect(await login.missing?.()).toContain(`${provider.issuer} gives no answer`);
      provider.heal();
      expect(await login.missing?.()).toBeUndefined();
    }));

  it('says that the issuer is spelled differently', () =>
    withWorld({ OIDC_ISSUER: `${provider.issuer}/typo` }, async ({ login }) => {
      expect(await login.missing?.()).toContain('Check OIDC_ISSUER letter by letter');
    }));

  it('does not follow metadata of another issuer', () =>
    withWorld({}, async ({ login, sent }) => {
      const body = {
        issuer: 'https://evil.example',
        authorization_endpoint: 'https://evil.example',
      };
      provider.spoilt.answers = { '/.well-known/openid-configuration': { status: 200, body } };
      expect(await login.missing?.()).toContain('not the metadata of that issuer');
      expect((await sent()).visit).toMatchObject({ status: 503, hasLeft: false });
      provider.heal();
    }));
});
