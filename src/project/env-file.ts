// Makes `.env` from the rendered `.env.example`: the same lines, with fresh secrets filled in, the audit
// kept beside the data, and what is known of the identity provider.
import type { Provider } from '../answers/provider.js';
import { providerLines, providerTitle } from '../answers/provider.js';
import { CreateError } from '../errors.js';

const secretBytes = 32;
const secretLine = /^SECRET_KEYS=.*$/m;
const auditLine = /^# AUDIT_LOG=$/m;

/** In the folder that git and Docker leave out. */
const auditLog = 'data/audit.jsonl';

/** Random bytes from a source fit for secrets. */
export type Random = (bytes: number) => Uint8Array;

/**
 * @param example the text of `.env.example`
 * @param provider where people sign in, if they do so elsewhere
 * @returns the text of `.env`; it holds a secret and must never be printed
 * @throws CreateError BROKEN_TEMPLATE when a line to fill is missing
 */
export function envFrom(example: string, random: Random, provider?: Provider): string {
  if (!secretLine.test(example)) {
    throw new CreateError('BROKEN_TEMPLATE', '.env.example has no line SECRET_KEYS=.');
  }
  if (!auditLine.test(example)) {
    throw new CreateError('BROKEN_TEMPLATE', '.env.example has no line AUDIT_LOG=.');
  }
  const secret = Buffer.from(random(secretBytes)).toString('base64url');
  return (provider === undefined ? example : prepared(example, provider))
    .replace(secretLine, `SECRET_KEYS=${secret}`)
    .replace(auditLine, `AUDIT_LOG=${auditLog}`);
}

/**
 * As comments: a server whose provider is named in part refuses to start.
 *
 * @throws CreateError BROKEN_TEMPLATE
 */
function prepared(example: string, provider: Provider): string {
  const lines = providerLines[provider].map((line) => [line.split('=', 1)[0] ?? '', line] as const);
  const names = lines.map(([name]) => name).join(', ');
  return lines.reduce((text, [name, line], index) => {
    const place = new RegExp(`^(# )?${name}=.*$`, 'm');
    if (!place.test(text)) {
      throw new CreateError('BROKEN_TEMPLATE', `.env.example has no line ${name}=.`);
    }
    const note = `#\n# Prepared for ${providerTitle(provider)}: complete these lines, and take the "# " from ${names}.\n`;
    return text.replace(place, () => `${index === 0 ? note : ''}# ${line}`);
  }, example);
}
