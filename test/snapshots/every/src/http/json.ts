/** JSON answers of the HTTP layer itself. */

/** A refusal that OAuth and MCP clients can read. */
export function refusal(
  status: number,
  error: string,
  description: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { error, error_description: description },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  );
}

/** 405 with `Allow` (RFC 9110, section 15.5.6). */
export function methodNotAllowed(allow: string): Response {
  return refusal(405, 'method_not_allowed', `Use ${allow}`, { allow });
}
