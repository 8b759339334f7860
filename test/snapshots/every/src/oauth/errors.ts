/** The closed set of OAuth errors. */

/** Error codes and the HTTP status of a JSON answer that carries them. */
export const oauthErrorStatus = {
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  invalid_scope: 400,
  invalid_target: 400,
  invalid_redirect_uri: 400,
  invalid_client_metadata: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  unsupported_token_type: 400,
  access_denied: 403,
  login_required: 400,
  consent_required: 400,
  server_error: 500,
  temporarily_unavailable: 503,
} as const;

/** RFC 6749, 4.1.2.1 and 5.2; RFC 7591, 3.2.2; RFC 8707, 2; RFC 7009, 2.2.1. */
export type OAuthErrorCode = keyof typeof oauthErrorStatus;

/** A refusal that a client may be told about. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;
  /** For the client: no internals, no input echoed. */
  readonly description: string;
  /** For the log; never a secret or a token. */
  readonly detail: string | undefined;

  /** @param description in characters of `error_description` (RFC 6749) */
  constructor(code: OAuthErrorCode, description: string, detail?: string) {
    super(`${code}: ${description}`);
    this.code = code;
    this.description = description;
    this.detail = detail;
  }
}

/** The keys of a client or an issuer cannot be had at present. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
  readonly retryAfter: number;

  /**
   * @param reason for the log: of a closed set
   * @param retryAfter seconds
   */
  constructor(reason: string, retryAfter: number) {
    super(`Keys are unavailable: ${reason}`);
    this.retryAfter = retryAfter;
  }
}

/** A caller that asks too often; `retryAfter` is in seconds. */
export class RateLimited extends Error {
  override readonly name = 'RateLimited';
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('Too many requests');
    this.retryAfter = retryAfter;
  }
}
