// A real OpenID Connect provider for one server: whoever types a name at its page is signed in as that.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Configuration } from 'oidc-provider';
import Provider from 'oidc-provider';

export interface StartedProvider {
  /** What the server must be told. */
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

const client = { id: 'black-box', secret: 'known-to-the-matrix-and-to-nobody-else-0123' };
const page = '<form method="post"><input name="login"><button>Sign in</button></form>';

/** @param redirectUri where the server under test takes browsers back */
export async function startProvider(redirectUri: string): Promise<StartedProvider> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configuration(redirectUri));
  const handle = provider.callback();
  server.on('request', (request, response) => {
    const isPage = request.url?.startsWith('/interaction/') ?? false;
    void (isPage ? answerPage(provider, request, response) : handle(request, response));
  });
  return {
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function configuration(redirectUri: string): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    claims: { openid: ['sub', 'name'] },
    cookies: { keys: [client.secret] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub, name: sub }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // The provider asks for no consent of its own.
    loadExistingGrant: async ({ oidc }) => {
      const { clientId } = oidc.client ?? {};
      const { accountId } = oidc.session ?? {};
      const grant = new oidc.provider.Grant({ clientId, accountId });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  };
}

async function answerPage(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get('login') ?? '';
  await provider.interactionFinished(request, response, { login: { accountId } });
}
