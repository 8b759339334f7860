/** The registrations of clients in use. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyOf, register } from '../client-calls.js';
import { openWorld, type World } from '../world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const codeAndRefresh = ['authorization_code', 'refresh_token'];

interface Row {
  client: string;
  sends: Record<string, unknown>;
  /** Its redirect URIs in the answer, if not all. */
  uris?: string[];
}

const rows: Row[] = [
  {
    client: 'Claude, with a grant that does not exist here',
    sends: {
      client_name: 'Claude',
      redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: [...codeAndRefresh, 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
      response_types: ['code'],
    },
  },
  {
    client: 'ChatGPT, with the callback of all its connections [ISS-3]',
    sends: {
      client_name: 'ChatGPT',
      redirect_uris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
      token_endpoint_auth_method: 'none',
      grant_types: codeAndRefresh,
      response_types: ['code'],
    },
  },
  {
    client: 'ChatGPT, with a callback of its own for a connection [ISS-3]',
    sends: {
      client_name: 'ChatGPT',
      redirect_uris: ['https://chatgpt.com/connector/oauth/AbC_123-x'],
      token_endpoint_auth_method: 'none',
      grant_types: codeAndRefresh,
      response_types: ['code'],
    },
  },
  {
    client: 'Codex',
    sends: {
      client_name: 'Codex',
      redirect_uris: ['http://127.0.0.1:53112/callback/AbC_123-x'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      grant_types: codeAndRefresh,
      response_types: ['code'],
    },
  },
  {
    client: 'VS Code, without a method and with the device grant [G9]',
    sends: {
      client_name: 'Visual Studio Code',
      client_uri: 'https://code.visualstudio.com',
      grant_types: [...codeAndRefresh, 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
      redirect_uris: [
        'https://insiders.vscode.dev/redirect',
        'https://vscode.dev/redirect',
        'http://127.0.0.1/',
        'http://127.0.0.1:33418/',
      ],
      application_type: 'native',
    },
  },
  {
    client: 'Cursor, one of whose URIs is unusable [U4]',
    sends: {
      client_name: 'Cursor',
      redirect_uris: [
        'http://localhost:8787/callback',
        'https://www.cursor.com/agents/mcp/oauth/callback',
        'cursor://anysphere.cursor-mcp/oauth/callback',
      ],
      token_endpoint_auth_method: 'none',
      grant_types: codeAndRefresh,
    },
    uris: ['http://localhost:8787/callback', 'https://www.cursor.com/agents/mcp/oauth/callback'],
  },
  {
    client: 'Gemini CLI, with an empty scope [S3]',
    sends: {
      client_name: 'Gemini CLI MCP Client',
      redirect_uris: ['http://localhost:7777/oauth/callback'],
      grant_types: codeAndRefresh,
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: '',
    },
  },
  {
    client: 'Inspector, with a URI twice [U7]',
    sends: {
      client_name: 'MCP Inspector',
      client_uri: 'https://github.com/modelcontextprotocol/inspector',
      redirect_uris: [
        'http://localhost:6274/oauth/callback',
        'http://localhost:6274/oauth/callback',
      ],
      token_endpoint_auth_method: 'none',
      grant_types: codeAndRefresh,
      response_types: ['code'],
    },
    uris: ['http://localhost:6274/oauth/callback'],
  },
  {
    client: 'Insomnia',
    sends: {
      client_name: 'Insomnia MCP Client',
      redirect_uris: ['https://app.insomnia.rest/oauth/redirect'],
      token_endpoint_auth_method: 'none',
      grant_types: codeAndRefresh,
      response_types: ['code'],
    },
  },
  {
    client: 'Microsoft 365 Copilot, which needs a secret back',
    sends: {
      client_name: 'Copilot',
      redirect_uris: ['https://teams.microsoft.com/api/platform/v1.0/oAuthRedirect'],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: codeAndRefresh,
    },
  },
  {
    client: 'Continue, whose URI has no path',
    sends: {
      client_name: 'Continue',
      redirect_uris: ['http://localhost:3000'],
      token_endpoint_auth_method: 'none',
      grant_types: codeAndRefresh,
    },
  },
];

describe('a registration as it comes from', () => {
  it.each(rows)('$client is accepted [DCR-8] [DCR-10] [DCR-12] [DCR-19] [U8]', async (row) => {
    const { sends, uris = sends['redirect_uris'] } = row;
    const method = sends['token_endpoint_auth_method'] ?? 'client_secret_basic';
    const response = await register(world, sends);
    expect(response.status).toBe(201);
    const body = await bodyOf(response);
    expect(body).toMatchObject({
      client_id: expect.stringMatching(/^client_/),
      client_name: sends['client_name'],
      redirect_uris: uris,
      grant_types: codeAndRefresh,
      response_types: ['code'],
      token_endpoint_auth_method: method,
    });
    expect('client_secret' in body).toBe(method !== 'none');
    expect(body).not.toHaveProperty('scope');
  });
});
