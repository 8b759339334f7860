/** Why a question to the provider failed: in words of our own, for pages and the log. */
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';

/** A closed set: nothing that was sent gets into a page or the log. */
export type FailureReason =
  /** It gives no answer in time, or says that it cannot now. */
  | 'unavailable'
  /** Its metadata is unusable, or that of another issuer. */
  | 'metadata'
  /** It does not accept this server as its client. */
  | 'client_refused'
  /** It refuses the code or the refresh token. */
  | 'grant_refused'
  /** It refuses the request, for example its scopes. */
  | 'request_refused'
  /** The person said no, there or here. */
  | 'denied'
  /** It wants something more of the person, and may not ask. */
  | 'interaction_required'
  /** Its clock, or this one, is wrong. */
  | 'clock'
  /** What came back does not belong to what was asked, or was tampered with. */
  | 'mismatch';

/** Carries no cause: the errors of libraries quote what they were given. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(`The identity provider: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Asks the provider.
 *
 * @throws ProviderFailure for everything that the library rejects with
 */
export async function ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw new ProviderFailure(reasonOf(error));
  }
}

/** OAuth error codes (RFC 6749, sections 4.1.2.1 and 5.2; OpenID Connect Core, section 3.1.2.6). */
const byCode: Readonly<Record<string, FailureReason>> = {
  access_denied: 'denied',
  account_selection_required: 'interaction_required',
  consent_required: 'interaction_required',
  interaction_required: 'interaction_required',
  login_required: 'interaction_required',
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
  invalid_grant: 'grant_refused',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
};

function reasonOf(error: unknown): FailureReason {
  if (error instanceof AuthorizationResponseError) return byCode[error.error] ?? 'request_refused';
  if (error instanceof ResponseBodyError) {
    return isForNow(error.status) ? 'unavailable' : (byCode[error.error] ?? 'request_refused');
  }
  if (error instanceof WWWAuthenticateChallengeError) return 'client_refused';
  if (error instanceof ClientError) return ofLibrary(error);
  // `fetch` rejects with a TypeError for whatever goes wrong on the way.
  return 'unavailable';
}

function ofLibrary({ code, cause }: ClientError): FailureReason {
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock';
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_ABORT') return 'unavailable';
  if (cause instanceof Response && isForNow(cause.status)) return 'unavailable';
  return 'mismatch';
}

function isForNow(status: number): boolean {
  return status === 429 || status >= 500;
}
