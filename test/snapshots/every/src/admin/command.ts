/** What a command of the operator's tool is. */
import type { Audit } from '../oauth/audit.js';
import type { GrantContext } from '../oauth/grants.js';
import type { RingContext } from '../oauth/keyring/stored-ring.js';
import type { Store } from '../store/contract.js';
import type { Terminal } from './terminal.js';

/** A flag of a command; one with a `value` takes an argument of that kind. */
export interface Option {
  description: string;
  /** What the help calls the argument, for example `ID`; absent for a switch. */
  value?: string;
  /** It may be given several times. */
  many?: true;
}

interface Described {
  /** Group and verb, for example `grants list`. */
  name: string;
  /** What follows the name, as the help shows it; in brackets if it may be left out. */
  operands: readonly string[];
  /** One line. */
  summary: string;
  options: Readonly<Record<string, Option>>;
}

/** A command on the server's data. */
export interface DataCommand extends Described {
  withoutData?: undefined;
  run: (call: Call, context: AdminContext) => Promise<void>;
}

/** A command that works also while the data is out of reach. */
export interface DeskCommand extends Described {
  withoutData: true;
  run: (call: Call, desk: Desk) => Promise<void>;
}

export type Command = DataCommand | DeskCommand;

/** One use of a command, checked against what the command declares. */
export interface Call {
  operands: readonly string[];
  /** The argument of an option, if it was given. */
  text: (option: string) => string | undefined;
  /** The arguments of an option that may be given several times; none if it was not given. */
  list: (option: string) => readonly string[];
  /** Whether a switch was given. */
  has: (option: string) => boolean;
}

/** What every command can work with. */
export interface Desk {
  terminal: Terminal;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Cryptographically strong random bytes. */
  random: (bytes: number) => Uint8Array;
  /** The text of a file, seen from where the operator is; `-` is standard input. */
  readFile: (path: string) => Promise<string>;
  /** The absolute path of a file, seen from where the operator is. */
  locate: (path: string) => string;
  /** The file that `AUDIT_LOG` names, if any. */
  auditLog: () => string | undefined;
  /** Waits so many milliseconds. */
  pause: (ms: number) => Promise<void>;
}

/** What commands on the server's data work with. */
export interface AdminContext extends Desk {
  store: Store;
  /** What changing a grant takes. */
  oauth: GrantContext & { audit: Audit };
  /** What changing the signing keys takes. */
  ring: RingContext;
}

/** The command line cannot be understood; ends the process with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was understood and cannot be carried out; ends the process with 1. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
}
