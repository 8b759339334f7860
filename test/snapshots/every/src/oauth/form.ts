/** Reads forms: small, and without repeated parameters. */
import { OAuthError } from './errors.js';

/** Far more than a request needs. */
const mostBytes = 64 * 1024;

/**
 * The fields of a form POST (RFC 6749, section 3.2).
 *
 * @throws OAuthError `invalid_request` for another media type or too large a body
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const [mediaType = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/x-www-form-urlencoded') {
    throw new OAuthError('invalid_request', 'Send application/x-www-form-urlencoded');
  }
  return new URLSearchParams(await readText(request));
}

/**
 * The body as text, read no further than the limit.
 *
 * @throws OAuthError `invalid_request` if it is larger, or breaks off
 */
export async function readText(request: Request, limit = mostBytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > limit) throw new OAuthError('invalid_request', 'The request body is too large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof OAuthError) throw error;
    throw new OAuthError('invalid_request', 'The request body broke off', 'body_broke_off');
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * The value of a parameter that may come once; empty counts as absent (OAuth 2.1, section 3.1).
 *
 * @throws OAuthError `invalid_request` if it is repeated
 */
export function single(parameters: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = parameters.getAll(name);
  if (more.length > 0) throw new OAuthError('invalid_request', `Send ${name} once`);
  return value === '' ? undefined : value;
}
