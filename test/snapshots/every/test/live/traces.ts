/** Looks for secrets, whole or in part, in everything that was kept. */

/** So many characters of a secret are one to begin guessing the rest with. */
const shortestPart = 20;

/**
 * The parts of the secrets that are found in the text, each as a place to look at.
 *
 * @param secrets codes and refresh tokens begin with the id of their grant, which opens nothing by
 *   itself: it may be kept
 */
export function tracesOf(secrets: readonly string[], text: string): string[] {
  return secrets.flatMap((secret) => {
    const part = partsOf(secret.replace(grantId, '')).find((one) => text.includes(one));
    return part === undefined ? [] : [`"${part}" of "${secret}"`];
  });
}

const grantId = /^[\w-]{22}\.(\d+\.)?(?=[\w-]{43}$)/;

/** Every run of characters, and the bytes behind them, as such and in hexadecimal. */
function partsOf(secret: string): string[] {
  const { length } = secret;
  if (length < shortestPart) throw new Error('Too short to be told from other text');
  const runs = Array.from({ length: length - shortestPart + 1 }, (_, at) =>
    secret.slice(at, at + shortestPart),
  );
  const bytes = /^[\w-]{43}$/.test(secret) ? [Buffer.from(secret, 'base64url')] : [];
  return [...runs, ...bytes.flatMap((it) => [it.toString('latin1'), it.toString('hex')])];
}
