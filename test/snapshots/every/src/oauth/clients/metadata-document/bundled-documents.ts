/** What vendors served in September 2026. */

/** `*` stands for one path segment, the same in the redirect URIs. */
export interface BundledDocument {
  url: string;
  client_name: string;
  redirect_uris: readonly string[];
  grant_types: readonly string[];
  token_endpoint_auth_method: string;
  token_endpoint_auth_methods_supported?: readonly string[];
  token_endpoint_auth_signing_alg?: string;
  jwks_uri?: string;
}

const publicClient = {
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
};

const chatgpt = {
  client_name: 'ChatGPT',
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
  token_endpoint_auth_signing_alg: 'RS256',
  jwks_uri: 'https://chatgpt.com/oauth/jwks.json',
};

export const bundledDocuments: readonly BundledDocument[] = [
  {
    url: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
    client_name: 'Claude',
    redirect_uris: ['https://claude.ai/api/mcp/auth_callback'],
    ...publicClient,
  },
  {
    url: 'https://claude.ai/oauth/claude-code-client-metadata',
    client_name: 'Claude Code',
    redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
    ...publicClient,
  },
  {
    url: 'https://chatgpt.com/oauth/client.json',
    redirect_uris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
    ...chatgpt,
  },
  {
    url: 'https://chatgpt.com/oauth/codex/client.json',
    client_name: 'Codex',
    redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    ...publicClient,
  },
  {
    url: 'https://chatgpt.com/oauth/codex/*/client.json',
    client_name: 'Codex',
    redirect_uris: ['http://127.0.0.1/callback/*', 'http://localhost/callback/*'],
    ...publicClient,
  },
  {
    url: 'https://chatgpt.com/oauth/*/client.json',
    redirect_uris: ['https://chatgpt.com/connector/oauth/*'],
    ...chatgpt,
  },
  {
    url: 'https://vscode.dev/oauth/client-metadata.json',
    client_name: 'Visual Studio Code',
    redirect_uris: ['http://127.0.0.1:33418/', 'https://vscode.dev/redirect'],
    ...publicClient,
  },
  {
    url: 'https://zed.dev/oauth/client-metadata.json',
    client_name: 'Zed',
    redirect_uris: ['http://127.0.0.1/callback'],
    ...publicClient,
  },
  {
    url: 'https://opencode.ai/oauth/opencode/client.json',
    client_name: 'OpenCode',
    redirect_uris: ['http://127.0.0.1/callback', 'http://localhost/callback'],
    ...publicClient,
  },
  {
    url: 'https://goose-docs.ai/oauth/client-metadata.json',
    client_name: 'Goose',
    redirect_uris: ['http://127.0.0.1/oauth_callback', 'http://[::1]/oauth_callback'],
    ...publicClient,
  },
  {
    url: 'https://slack.com/.well-known/oauth-client-metadata',
    client_name: 'Slack',
    redirect_uris: ['https://oauth2.slack.com/external/auth/callback'],
    ...publicClient,
  },
];
