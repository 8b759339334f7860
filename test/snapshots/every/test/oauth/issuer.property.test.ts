/** The issuer is one string everywhere. */
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { oauthSettings, readConfig } from '../../src/config.js';
import { createAuthorizationServer } from '../../src/oauth/index.js';
import { formAccessToken } from '../../src/oauth/tokens.js';
import { answerOf, authorizeUrl } from './authorize/asking.js';
import { openBrowser } from './browser/browser.js';
import { addClient, caller, openGrant } from './client-calls.js';
import { openWorld, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** `PUBLIC_URL` as people write it. */
const spellings = fc
  .record({
    scheme: fc.constantFrom('https', 'HTTPS', 'Https'),
    host: fc.constantFrom('mcp.example.com', 'MCP.Example.COM', 'a-b.example', 'bücher.example'),
    port: fc.constantFrom('', ':443', ':8443'),
    path: fc.constantFrom('', '/', '/notes', '/notes/', '/a/b', '/a/b/'),
    mcpPath: fc.constantFrom('/mcp', '/tools/mcp'),
  })
  .map(({ scheme, host, port, path, mcpPath }) => ({
    PUBLIC_URL: `${scheme}://${host}${port}${path}`,
    MCP_PATH: mcpPath,
  }));

it('whatever PUBLIC_URL looks like, every place names the same issuer [ASM-2, ASM-3, ISS-2, PRM-8] [D11, D12]', async () => {
  const client = await addClient(world);
  await fc.assert(
    fc.asyncProperty(spellings, async (environment) => {
      const secret = { SECRET_KEYS: 'a-secret-that-only-tests-know-0123456789' };
      const { issuer, resource } = oauthSettings(readConfig({ ...secret, ...environment }));
      const settings = { ...world.context.settings, issuer, resource };
      const context = { ...world.context, settings };
      const server = createAuthorizationServer(context);
      const document = async (name: 'serverMetadata' | 'resourceMetadata') =>
        (await (await server[name](new Request(issuer), caller)).json()) as Record<string, string>;

      const metadata = await document('serverMetadata');
      expect(metadata['issuer']).toBe(issuer);
      expect(issuer).not.toMatch(/\/$/);
      for (const [name, value] of Object.entries(metadata)) {
        if (!/_endpoint$|^jwks_uri$/.test(name)) continue;
        expect(value.startsWith(`${issuer}/`), name).toBe(true);
        expect(value.slice(`${issuer}/`.length), name).not.toMatch(/^\/|\/\//);
      }
      const protectedResource = await document('resourceMetadata');
      expect(protectedResource['authorization_servers']).toEqual([issuer]);
      expect(protectedResource['resource']).toBe(`${issuer}${environment.MCP_PATH}`);

      const { grant } = await openGrant(world, client, { resource });
      const { token } = await formAccessToken(context, grant, grant.scopes);
      expect(decodeJwt(token).iss).toBe(issuer);

      const here = { ...world, context, server };
      const browser = openBrowser(server, issuer);
      const login = await browser.open(await authorizeUrl(here, client, { prompt: 'none login' }));
      const back = await browser.submit(login, { username: 'ann' });
      expect(answerOf(back)['iss']).toBe(issuer);
    }),
    { numRuns: 60 },
  );
});
