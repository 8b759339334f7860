/** The login contract: what every upstream layer offers. */
import type { Upstream } from '../principal.js';
import type { Store } from '../store/contract.js';

/** A person who signed in. */
export interface User {
  /** Begins with `user_`, stays the same and is never reused; the `sub` of access tokens. */
  id: string;
  /** For display. */
  name: string;
}

/** A browser on its way through the login step. */
export interface LoginAttempt {
  request: Request;
  /** The caller's network address, as far as configured proxies can be trusted. */
  address: string;
  /** The part of the address that one subscriber cannot change at will: what limits count by. */
  network: string;
  /**
   * What goes on after the sign-in, a pending request or the account page: the hidden field
   * `transaction` of every form, given back with the user. Empty when the browser returns from
   * elsewhere: the layer has kept it.
   */
  resume: string;
  /** Why the person is asked to sign in. */
  lead: string;
  /** Names the browser: a layer that leaves the site must bind its way back to it. */
  browser: string;
  /** Whether the person has to show anew who they are, even to a provider that remembers them. */
  anew: boolean;
  /** The fields of a POST, checked against forgery already; absent on GET. */
  form?: URLSearchParams;
  /** The hidden field `csrf` of every form. */
  csrf: string;
  /** The absolute URL that a form posts to and that an upstream provider returns to (plus path). */
  action: string;
}

/** Either the person is known now, or the browser gets an answer and comes back later. */
export type LoginOutcome =
  | { kind: 'signed-in'; user: User; resume: string }
  | { kind: 'answer'; response: Response };

/** Somebody who is signed in and wants another password. */
export interface PasswordChange
  extends Pick<LoginAttempt, 'address' | 'network' | 'form' | 'csrf' | 'action'> {
  user: User;
  /** The absolute URL of the account page. */
  back: string;
}

/** Either the password is another one now, or the browser gets an answer. */
export type PasswordOutcome =
  /** The caller ends the other sessions and, if the person wants it, all connections. */
  { kind: 'changed'; disconnectAll: boolean } | { kind: 'answer'; response: Response };

/** Who is the user? Implemented by the chosen upstream layer in `login/index.ts`. */
export interface Login {
  /**
   * What people call the provider; absent where they sign in here. With it, consent comes first:
   * `attempt` is called for a pending request only after the person has allowed it, and what they
   * allowed is granted when they come back.
   */
  leavesFor?: string;
  /** Answers GET and POST of the login page and everything below it. */
  attempt(attempt: LoginAttempt): Promise<LoginOutcome>;
  /** The same for the page where the password is changed; absent where none is kept here. */
  changePassword?(change: PasswordChange): Promise<PasswordOutcome>;
  /**
   * Where to send a browser that has signed out here, to sign out at the provider as well.
   *
   * @param back the absolute URL to which the provider returns it
   * @returns `undefined` if it stays here
   */
  signOutElsewhere?(back: string): Promise<string | undefined>;
  /** Users whom an enterprise's identity provider vouches for; absent where none may. */
  asserted?: AssertedUsers;
  /** The user's access to the provider, for tools; absent where nothing is kept for it. */
  upstream?(userId: string): Upstream;
  /** What the operator must do or know before anybody can sign in; asked for once, at the start. */
  missing?(): Promise<string | undefined>;
}

/** An identity provider whose assertions are believed. */
export interface TrustedIssuer {
  /** As assertions spell it. */
  issuer: string;
  /** Only assertions about users of this tenant count; absent: only those that name none. */
  tenant?: string;
}

/** Somebody for whom a trusted issuer vouches, in a verified assertion. */
export interface AssertedIdentity extends TrustedIssuer {
  /** Unique at the issuer, or in its tenant. */
  subject: string;
  /** All that the assertion says. */
  claims: Readonly<Record<string, unknown>>;
}

/** How assertions about users become accounts. */
export interface AssertedUsers {
  /** At least one. */
  issuers: readonly TrustedIssuer[];
  /** The account, made at the first time; `undefined` for somebody who may not come in. */
  link: (identity: AssertedIdentity) => Promise<User | undefined>;
}

/** What a login layer's `createLogin` needs. */
export interface LoginOptions<Settings = unknown> {
  /** What the operator decided: see `login/settings.ts` of the layer. */
  settings: Settings;
  store: Store;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
  serviceName: string;
  /** The absolute URL of the login page; providers return to a path below it. */
  page: string;
  /** For how many milliseconds after a sign-in tools can act. */
  longestUseMs: number;
  /**
   * Counts one attempt against a limit.
   *
   * @param limit as in `RATE_LIMITS`
   * @param key what is counted, for example a network
   * @returns seconds to wait, 0 if the attempt may go on
   */
  throttle: (limit: 'authorize' | 'login' | 'login_address', key: string) => Promise<number>;
  /** Encrypts what only this server may read. */
  seal: (text: string) => Promise<string>;
  /** What was sealed; `undefined` if no key in `SECRET_KEYS` opens it. */
  open: (sealed: string) => Promise<string | undefined>;
  audit: (event: LoginAudit | UpstreamAudit) => void;
  /** Tells the operator what keeps people from signing in. */
  warn: (sentence: string) => void;
}

/** A security decision of the login step; carries no secret. */
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
  /** Why, in words of our own; never input from outside. */
  | { event: 'login.failed' | 'login.refused'; reason?: string }
);

/** What became of the tokens that tools asked for; carries no secret. */
export type UpstreamAudit = { userId: string } & (
  | { event: 'upstream.refreshed' }
  | { event: 'upstream.failed' | 'upstream.ended'; reason: string }
);
