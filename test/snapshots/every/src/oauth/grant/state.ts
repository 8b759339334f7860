/** The words of the grant state machine. */

export type RevocationReason =
  | 'code_replay'
  | 'refresh_reuse'
  | 'client_request'
  | 'user_request'
  | 'operator_request'
  /** The user's identity provider ended their sign-in. */
  | 'upstream_ended';

/** As stored. Instants are milliseconds since the epoch. */
export interface Grant {
  id: string;
  userId: string;
  userName: string;
  clientId: string;
  /** `userId` is the client's id. */
  forItself?: true;
  /** Absent: the user signed in and consented. */
  assertedBy?: string;
  scopes: readonly string[];
  resource: string;
  createdAt: number;
  /** However often it is refreshed. */
  expiresAt: number;
  /** When a token was last issued. */
  lastUsedAt: number;
  code: CodeState;
  /** From redemption on, if the client may refresh. */
  refresh?: RefreshState;
  refreshable: boolean;
  revoked?: { at: number; reason: RevocationReason };
  /** Before they expired. */
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
  /** Unless it is used before. */
  idleExpiresAt: number;
  /** When the latest were rotated away, oldest first. */
  rotations: readonly { generation: number; at: number }[];
}

/** `resources` and `scopes` as asked for, if at all. */
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
      /** Of an authentic token. */
      generation: number;
      scopes?: readonly string[];
      resources: readonly string[];
    }
  | { type: 'revoke'; reason: RevocationReason }
  | { type: 'revoke_access_token'; jti: string; expiresAt: number };

export type GrantOutcome =
  | {
      type: 'issue';
      how: 'redeemed' | 'rotated' | 'retried';
      /** Of the access token. */
      scopes: readonly string[];
      /** Of the refresh token, if any. */
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

/** From the operator; durations in milliseconds. */
export interface GrantPolicy {
  refreshTtl: number;
  /** For a generation that was rotated away; 0 = never. */
  retryWindow: number;
  /** For the one before the current one, while that is unused; 0 = no longer. */
  unusedRetryWindow: number;
  /** How long a repetition does not end the grant; 0 = never. */
  codeRepeatWindow: number;
  permits: (granted: readonly string[], wanted: string) => boolean;
}

/** `grant` is the very object when nothing has to be written. */
export interface Transition {
  grant: Grant;
  outcome: GrantOutcome;
}
