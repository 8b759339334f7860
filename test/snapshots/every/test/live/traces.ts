/** Looks for secrets, whole or in part. */

/** So many characters help to guess the rest. */
const shortestPart = 20;

/** The parts of secrets in the text; ids of grants open nothing by themselves. */
export function tracesOf(secrets: readonly string[], text: string): string[] {
  return secrets.flatMap((secret) => {
    const part = partsOf(secret.replace(grantId, '')).find((one) => text.includes(one));
    return part === undefined ? [] : [`"${part}" of "${secret}"`];
  });
}

const grantId = /^[\w-]{22}\.(\d+\.)?(?=[\w-]{43}$)/;

function partsOf(secret: string): string[] {
  const { length } = secret;
  if (length < shortestPart) throw new Error('Too short to be told from other text');
  const runs = Array.from({ length: length - shortestPart + 1 }, (_, at) =>
    secret.slice(at, at + shortestPart),
  );
  const bytes = /^[\w-]{43}$/.test(secret) ? [Buffer.from(secret, 'base64url')] : [];
  return [...runs, ...bytes.flatMap((it) => [it.toString('latin1'), it.toString('hex')])];
}
