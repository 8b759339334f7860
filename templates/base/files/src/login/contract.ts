/** What every upstream layer offers: the rest need not ask which it is. */
import type { Upstream } from '../principal.js';
import type { Store } from '../store/contract.js';

export interface User {
  /** Stable, never reused, begins with `user_`; the `sub` of access tokens. */
  id: string;
  /** For display. */
  name: string;
}

/** A browser at the login step. */
export interface LoginAttempt {
  request: Request;
  /** The caller's network address, as far as proxies can be trusted. */
  address: string;
  /** The part of it that one subscriber cannot change at will, for limits. */
  network: string;
  /**
   * Names what goes on after the sign-in: the hidden field `transaction` of every form, given back
   * with the user. Empty when the browser returns from elsewhere: the layer has kept it.
   */
  resume: string;
  /** Why to sign in, in a sentence or two for the page. */
  lead: string;
  /** Names the browser: a layer that leaves the site binds its way back to it. */
  browser: string;
  /** Whether the person must show anew who they are, even to a provider that remembers them. */
  anew: boolean;
  /** Checked against forgery; absent on GET. */
  form?: URLSearchParams;
  /** The hidden field `csrf` of every form. */
  csrf: string;
  /** The absolute URL for forms; a provider returns to a path below it. */
  action: string;
}

export type LoginOutcome =
  | { kind: 'signed-in'; user: User; resume: string }
  | { kind: 'answer'; response: Response };

/** By somebody who is signed in. */
export interface PasswordChange
  extends Pick<LoginAttempt, 'address' | 'network' | 'form' | 'csrf' | 'action'> {
  user: User;
  /** The account page, absolute. */
  back: string;
}

export type PasswordOutcome =
  /** The caller ends the other sessions and, if wanted, all connections. */
  { kind: 'changed'; disconnectAll: boolean } | { kind: 'answer'; response: Response };

/** Implemented by the chosen upstream layer in `login/index.ts`. */
export interface Login {
  /**
   * The provider that signing in leads to, as people call it; absent where they sign in here. With
   * it, consent comes first: `attempt` is called for a pending request once the person has allowed
   * it, and what they allowed is granted when they come back.
   */
  leavesFor?: string;
  /** The login page and everything below it. */
  attempt(attempt: LoginAttempt): Promise<LoginOutcome>;
  /** The page to change one's password; absent where passwords are kept elsewhere. */
  changePassword?(change: PasswordChange): Promise<PasswordOutcome>;
  /**
   * Where a browser that signed out here goes to sign out at the provider.
   *
   * @param back the absolute URL it returns to
   * @returns `undefined` to stay here
   */
  signOutElsewhere?(back: string): Promise<string | undefined>;
  /** Users whom an enterprise's identity provider vouches for; absent where none may. */
  asserted?: AssertedUsers;
  /** What tools reach at the provider in a user's name; absent where nothing is kept for it. */
  upstream?(userId: string): Upstream;
  /** What the operator must do before anybody can sign in, in a sentence; asked for once. */
  missing?(): Promise<string | undefined>;
}

/** Its assertions are believed, for all its users or one tenant's. */
export interface TrustedIssuer {
  /** As assertions spell it. */
  issuer: string;
  /** The tenant whose users count; absent: those without one. */
  tenant?: string;
}

/** In a verified assertion. */
export interface AssertedIdentity extends TrustedIssuer {
  /** Unique at the issuer, or in its tenant. */
  subject: string;
  claims: Readonly<Record<string, unknown>>;
}

export interface AssertedUsers {
  /** At least one. */
  issuers: readonly TrustedIssuer[];
  /** Makes the account if need be; `undefined` for whoever may not come in. */
  link: (identity: AssertedIdentity) => Promise<User | undefined>;
}

export interface LoginOptions<Settings = unknown> {
  /** See the layer's `login/settings.ts`. */
  settings: Settings;
  store: Store;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
  serviceName: string;
  /** Absolute. */
  page: string;
  /** How long tools may act for somebody who signed in. */
  longestUseMs: number;
  /**
   * Counts one failed or started attempt.
   *
   * @param limit as in `RATE_LIMITS`
   * @param key what is counted, such as a network or user name
   * @returns the seconds to wait, or 0
   */
  throttle: (limit: 'authorize' | 'login' | 'login_address', key: string) => Promise<number>;
  /** Encrypts what is kept of a provider. */
  seal: (text: string) => Promise<string>;
  /** `undefined` if no key in `SECRET_KEYS` opens it. */
  open: (sealed: string) => Promise<string | undefined>;
  audit: (event: LoginAudit | UpstreamAudit) => void;
  /** Tells the operator, in a sentence, why people cannot sign in. */
  warn: (sentence: string) => void;
}

/** Carries no secret. */
export type LoginAudit = {
  userId?: string;
  userName?: string;
  address: string;
} & (
  | {
      event:
        | 'login.succeeded'
        | 'login.throttled'
        | 'password.changed'
        | 'password.failed'
        | 'password.throttled';
    }
  /** In words of our own; never input from outside. */
  | { event: 'login.failed' | 'login.refused'; reason?: string }
);

/** Of tokens that tools asked for; carries no secret. */
export type UpstreamAudit = { userId: string } & (
  | { event: 'upstream.refreshed' }
  | { event: 'upstream.failed' | 'upstream.ended'; reason: string }
);
