/** Commands of the operator's tool. */
import type { Audit } from '../oauth/audit.js';
import type { GrantContext } from '../oauth/grants.js';
import type { RingContext } from '../oauth/keyring/stored-ring.js';
import type { Store } from '../store/contract.js';
import type { Terminal } from './terminal.js';

export interface Option {
  description: string;
  /** The argument as help shows it, such as `ID`; absent for a switch. */
  value?: string;
  many?: true;
}

interface Described {
  /** Such as `grants list`. */
  name: string;
  /** As help shows them; in brackets if optional. */
  operands: readonly string[];
  summary: string;
  options: Readonly<Record<string, Option>>;
}

export interface DataCommand extends Described {
  withoutData?: undefined;
  run: (call: Call, context: AdminContext) => Promise<void>;
}

/** Works also while the data is out of reach. */
export interface DeskCommand extends Described {
  withoutData: true;
  run: (call: Call, desk: Desk) => Promise<void>;
}

export type Command = DataCommand | DeskCommand;

export interface Call {
  operands: readonly string[];
  /** If given. */
  text: (option: string) => string | undefined;
  /** Of an option with `many`. */
  list: (option: string) => readonly string[];
  has: (option: string) => boolean;
}

/** For every command. */
export interface Desk {
  terminal: Terminal;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Cryptographically strong. */
  random: (bytes: number) => Uint8Array;
  /** Seen from where the operator is; `-` is standard input. */
  readFile: (path: string) => Promise<string>;
  /** An absolute path, likewise. */
  locate: (path: string) => string;
  /** What `AUDIT_LOG` names, if anything. */
  auditLog: () => string | undefined;
  pause: (ms: number) => Promise<void>;
}

/** For commands on data. */
export interface AdminContext extends Desk {
  store: Store;
  /** For changing grants. */
  oauth: GrantContext & { audit: Audit };
  /** For changing signing keys. */
  ring: RingContext;
}

/** Ends the process with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Ends the process with 1. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
}
