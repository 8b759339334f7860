/** Registers a client over the wire: a public one unless the members say otherwise. */
export async function register(
  publicUrl: string,
  members: object = {},
): Promise<{ client_id: string; client_secret?: string }> {
  const response = await fetch(`${publicUrl}/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      redirect_uris: ['http://localhost/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
      ...members,
    }),
  });
  return (await response.json()) as { client_id: string; client_secret?: string };
}
