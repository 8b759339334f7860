// Makes `.env` from the rendered `.env.example`: the same lines, with fresh secrets filled in and the
// audit kept beside the data.
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
 * @returns the text of `.env`; it holds a secret and must never be printed
 * @throws CreateError BROKEN_TEMPLATE when a line to fill is missing
 */
export function envFrom(example: string, random: Random): string {
  if (!secretLine.test(example)) {
    throw new CreateError('BROKEN_TEMPLATE', '.env.example has no line SECRET_KEYS=.');
  }
  if (!auditLine.test(example)) {
    throw new CreateError('BROKEN_TEMPLATE', '.env.example has no line AUDIT_LOG=.');
  }
  const secret = Buffer.from(random(secretBytes)).toString('base64url');
  return example
    .replace(secretLine, `SECRET_KEYS=${secret}`)
    .replace(auditLine, `AUDIT_LOG=${auditLog}`);
}
