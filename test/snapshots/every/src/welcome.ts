/** What a developer reads when the server is up. */

/** @param missing what must be done before anybody can sign in, if anything */
export function welcome(title: string, mcpUrl: string, missing: string | undefined): string {
  const next = missing === undefined ? [] : ['', `  ${missing}`];
  return [
    '',
    `  ${title} is ready. MCP clients connect to`,
    '',
    `      ${mcpUrl}`,
    ...next,
    '',
  ].join('\n');
}
