/** The grant state machine: states, events and outcomes. */

export type RevocationReason =
  | 'code_replay'
  | 'refresh_reuse'
  | 'client_request'
  | 'user_request'
  | 'operator_request'
  /** The identity provider honours the user's sign-in no more. */
  | 'upstream_ended';

/** As stored. Instants are milliseconds since the epoch. */
export interface Grant {
  id: string;
  userId: string;
  userName: string;
  clientId: string;
  /** For the client itself, and `userId` is its id; absent: for a user. */
  forItself?: true;
  /** The issuer that vouched for the user; absent: they signed in. */
  assertedBy?: string;
  scopes: readonly string[];
  resource: string;
  createdAt: number;
  /** However often it is refreshed. */
  expiresAt: number;
  lastUsedAt: number;
  code: CodeState;
  /** From redemption on, if the client may refresh. */
  refresh?: RefreshState;
  refreshable: boolean;
  revoked?: { at: number; reason: RevocationReason };
  /** Those that were revoked one by one. */
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
  /** The current one; the first is 1. */
  generation: number;
  /** The end, unless it is used before. */
  idleExpiresAt: number;
  /** The latest ones that were rotated away, oldest first. */
  rotations: readonly { generation: number; at: number }[];
}

/** What can happen to a grant. `resources` and `scopes` are what the request asked for, if anything. */
export type GrantEvent =
  | {
      type: 'redeem';
      clientId: string;
      redirectUri?: string;
      /** S256 of the `code_verifier`. */
      codeChallenge?: string;
      resources: readonly string[];
    }
  | {
      type: 'refresh';
      clientId: string;
      /** Of an authentic token. */
      generation: number;
      scopes?: readonly string[];
      resources: readonly string[];
    }
  | { type: 'revoke'; reason: RevocationReason }
  | { type: 'revoke_access_token'; jti: string; expiresAt: number };

/** What the caller has to do. */
export type GrantOutcome =
  | {
      type: 'issue';
      how: 'redeemed' | 'rotated' | 'retried';
      /** Of the access token. */
      scopes: readonly string[];
      /** Of the refresh token, if there is one. */
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

/** Durations in milliseconds. */
export interface GrantPolicy {
  refreshTtl: number;
  /** In which a generation that was rotated away gets the current one; 0 = never. */
  retryWindow: number;
  /** The same for the latest of them, while the current one is unused; 0 = no longer. */
  unusedRetryWindow: number;
  /** In which a repeated redemption is refused without ending the grant; 0 = never. */
  codeRepeatWindow: number;
  permits: (granted: readonly string[], wanted: string) => boolean;
}

/** `grant` is the very object that came in if nothing is to be written. */
export interface Transition {
  grant: Grant;
  outcome: GrantOutcome;
}
