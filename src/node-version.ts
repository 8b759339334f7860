// Refuses a Node that is too old, in words, before anything is loaded that needs a newer one.

const needed = [20, 19] as const;

/**
 * @param version such as `v20.19.0`
 * @returns one sentence, or undefined when the version will do
 */
export function nodeVersionProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const enough = major > needed[0] || (major === needed[0] && minor >= needed[1]);
  return enough
    ? undefined
    : `create-mcp-oauth-app needs Node ${needed.join('.')} or newer; this is ${version}.`;
}
