/** The login contract: what every upstream layer offers, so that the rest need not ask which it is. */
import type { Upstream } from '../principal.js';
import type { Store } from '../store/contract.js';

/** A person who signed in. */
export interface User {
  /** Stable and never reused; begins with `user_`. Becomes the `sub` of access tokens. */
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
   * Names what goes on after the sign-in, a pending request or the account page: the hidden field
   * `transaction` of every form that the layer shows, and what it gives back with the user. Empty
   * when the browser returns from elsewhere; the layer then knows it from what it kept.
   */
  resume: string;
  /** Why the person is asked to sign in, a sentence or two for the page. */
  lead: string;
  /** Names the browser: a layer that leaves the site must bind its way back to it. */
  browser: string;
  /**
   * Whether the person has to show anew who they are, even to a provider that remembers them: the
   * client demands it, or somebody else than who is signed in here wants to go on.
   */
  anew: boolean;
  /** The fields of a POST, read and checked against forgery already; absent on GET. */
  form?: URLSearchParams;
  /** Value of the hidden field `csrf` of every form that the layer shows. */
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
  /** The absolute URL of the account page, for whoever changes their mind. */
  back: string;
}

/** Either the password is another one now, or the browser gets an answer. */
export type PasswordOutcome =
  /** The caller ends the other sessions and, if the person wants it, all connections. */
  { kind: 'changed'; disconnectAll: boolean } | { kind: 'answer'; response: Response };

/** Who is the user? Implemented by the chosen upstream layer in `login/index.ts`. */
export interface Login {
  /**
   * What people call the provider to which signing in leads away from this site; absent where they
   * sign in here. With it, consent comes before the sign-in: `attempt` is called for a pending request
   * only after the person has allowed it, and what they allowed is granted when they come back.
   */
  leavesFor?: string;
  /** Answers GET and POST of the login page and everything below it. */
  attempt(attempt: LoginAttempt): Promise<LoginOutcome>;
  /**
   * Answers GET and POST of the page where the signed-in person changes their password; absent where
   * passwords are kept elsewhere.
   */
  changePassword?(change: PasswordChange): Promise<PasswordOutcome>;
  /**
   * Where to send a browser that has just signed out here, to sign out at the provider as well.
   *
   * @param back the absolute URL to which the provider returns it
   * @returns `undefined` if it is to stay here
   */
  signOutElsewhere?(back: string): Promise<string | undefined>;
  /** Users whom an enterprise's identity provider vouches for to a client; absent where none may. */
  asserted?: AssertedUsers;
  /** What tools can reach at the provider in the name of a user; absent where nothing is kept for it. */
  upstream?(userId: string): Upstream;
  /**
   * What the operator must do or know before anybody can sign in, as a sentence; absent when all is
   * done. Asked for once, when the server has started.
   */
  missing?(): Promise<string | undefined>;
}

/** An identity provider whose assertions are believed, for all of its users or those of one tenant. */
export interface TrustedIssuer {
  /** As assertions spell it. */
  issuer: string;
  /** Only assertions about users of this tenant count; absent: only those that name none. */
  tenant?: string;
}

/** Somebody for whom a trusted issuer vouches, in an assertion that was verified. */
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
  /** The name of this server, for the page's heading. */
  serviceName: string;
  /** The absolute URL of the login page; a provider returns to a path below it. */
  page: string;
  /** Tools act for somebody for so many milliseconds at most after they signed in. */
  longestUseMs: number;
  /**
   * Counts one failed or started attempt against a limit; resolves with the seconds to wait, or 0.
   *
   * @param limit name of the limit, as in `RATE_LIMITS`
   * @param key what is being counted, for example a network or a user name
   */
  throttle: (limit: 'authorize' | 'login' | 'login_address', key: string) => Promise<number>;
  /** Encrypts what is kept of a provider: only this server reads it. */
  seal: (text: string) => Promise<string>;
  /** What was sealed; `undefined` if no key in `SECRET_KEYS` opens it. */
  open: (sealed: string) => Promise<string | undefined>;
  audit: (event: LoginAudit | UpstreamAudit) => void;
  /** Tells the operator, in a sentence, what keeps people from signing in. */
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
  /** Why, in a few words of our own; never input from outside. */
  | { event: 'login.failed' | 'login.refused'; reason?: string }
);

/** What became of the tokens that tools asked for; carries no secret. */
export type UpstreamAudit = { userId: string } & (
  | { event: 'upstream.refreshed' }
  | { event: 'upstream.failed' | 'upstream.ended'; reason: string }
);
