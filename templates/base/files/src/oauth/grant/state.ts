/** The words of the grant state machine: the stored state, what can happen to it, what follows. */

export type RevocationReason =
  | 'code_replay'
  | 'refresh_reuse'
  | 'client_request'
  | 'user_request'
  | 'operator_request'
  /** The user's identity provider honours their sign-in no more. */
  | 'upstream_ended';

/** The stored state. All instants are milliseconds since the epoch. */
export interface Grant {
  id: string;
  userId: string;
  userName: string;
  clientId: string;
  /** The client acts for itself, and `userId` is its own id; absent: for a user. */
  forItself?: true;
  /** The issuer that vouched for the user to the client; absent: the user signed in and consented. */
  assertedBy?: string;
  scopes: readonly string[];
  resource: string;
  createdAt: number;
  /** The absolute end of the grant, however often it is refreshed. */
  expiresAt: number;
  /** The last time a token was issued. */
  lastUsedAt: number;
  code: CodeState;
  /** Present from redemption on, if the client may refresh. */
  refresh?: RefreshState;
  /** Whether redemption opens a refresh line. */
  refreshable: boolean;
  revoked?: { at: number; reason: RevocationReason };
  /** Single access tokens that were revoked before they expired. */
  revokedTokens: readonly { jti: string; expiresAt: number }[];
}

export interface CodeState {
  expiresAt: number;
  redirectUri: string;
  /** RFC 7636, method S256; absent only for a client that the operator exempted. */
  codeChallenge?: string;
  redeemedAt?: number;
}

export interface RefreshState {
  /** The generation that is current now; the first is 1. */
  generation: number;
  /** The end of the line unless it is used before. */
  idleExpiresAt: number;
  /** When the latest generations were rotated away, oldest first. */
  rotations: readonly { generation: number; at: number }[];
}

/** What can happen to a grant. `resources` and `scopes` are what the request asked for, if anything. */
export type GrantEvent =
  | {
      type: 'redeem';
      clientId: string;
      redirectUri?: string;
      /** S256 of the presented `code_verifier`. */
      codeChallenge?: string;
      resources: readonly string[];
    }
  | {
      type: 'refresh';
      clientId: string;
      /** The generation that an authentic token carries. */
      generation: number;
      scopes?: readonly string[];
      resources: readonly string[];
    }
  | { type: 'revoke'; reason: RevocationReason }
  | { type: 'revoke_access_token'; jti: string; expiresAt: number };

/** What the caller has to do: issue tokens, refuse, or nothing. */
export type GrantOutcome =
  | {
      type: 'issue';
      how: 'redeemed' | 'rotated' | 'retried';
      /** The scopes of the access token. */
      scopes: readonly string[];
      /** The generation of the refresh token to hand out, if any. */
      generation?: number;
    }
  | {
      type: 'refuse';
      error: 'invalid_grant' | 'invalid_target' | 'invalid_scope';
      why: RefusalReason;
    }
  | { type: 'revoked' };

export type RefusalReason =
  | 'other_client'
  | 'other_redirect_uri'
  | 'code_verifier'
  | 'other_resource'
  | 'wider_scope'
  | 'expired'
  | 'revoked'
  | 'code_repeated'
  | 'code_replayed'
  | 'refresh_reused'
  | 'unknown_generation';

/** The operator's choices; durations in milliseconds. */
export interface GrantPolicy {
  refreshTtl: number;
  /** How long a generation that was rotated away still gets the current one; 0 = never. */
  retryWindow: number;
  /** The same for the one before the current one, while that is unused; 0 = no longer. */
  unusedRetryWindow: number;
  /** How long a repeated redemption is refused without ending the grant; 0 = never. */
  codeRepeatWindow: number;
  /** Whether granted scopes permit a wanted one. */
  permits: (granted: readonly string[], wanted: string) => boolean;
}

/** `grant` is the very object that was passed in when nothing has to be written. */
export interface Transition {
  grant: Grant;
  outcome: GrantOutcome;
}
