/** The body of a registration: one JSON object. */
import { OAuthError } from '../errors.js';
import { readText } from '../form.js';

/**
 * Reads the body (RFC 7591, section 3.1).
 *
 * @throws OAuthError `invalid_client_metadata`
 */
export async function readRegistration(request: Request): Promise<Record<string, unknown>> {
  const [mediaType = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (mediaType.trim().toLowerCase() !== 'application/json') {
    throw new OAuthError('invalid_client_metadata', 'Send application/json');
  }
  const value = parse(await text(request));
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new OAuthError('invalid_client_metadata', 'Send one JSON object');
}

// Registration has error codes of its own (RFC 7591, section 3.2.2).
async function text(request: Request): Promise<string> {
  try {
    return await readText(request);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw new OAuthError('invalid_client_metadata', error.description);
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // Not JSON.
  }
}
