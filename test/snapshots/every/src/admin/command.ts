/** What a command is. */
import type { Audit } from '../oauth/audit.js';
import type { GrantContext } from '../oauth/grants.js';
import type { RingContext } from '../oauth/keyring/stored-ring.js';
import type { Store } from '../store/contract.js';
import type { Terminal } from './terminal.js';

/** An option of a command. */
export interface Option {
  description: string;
  /** Its argument, for example `ID`; absent for a switch. */
  value?: string;
  /** May be given several times. */
  many?: true;
}

interface Described {
  /** Group and verb, for example `grants list`. */
  name: string;
  /** In brackets if they may be left out. */
  operands: readonly string[];
  summary: string;
  options: Readonly<Record<string, Option>>;
}

/** A command on the server's data. */
export interface DataCommand extends Described {
  withoutData?: undefined;
  run: (call: Call, context: AdminContext) => Promise<void>;
}

/** A command that works while the data is out of reach. */
export interface DeskCommand extends Described {
  withoutData: true;
  run: (call: Call, desk: Desk) => Promise<void>;
}

export type Command = DataCommand | DeskCommand;

/** One use of a command. */
export interface Call {
  operands: readonly string[];
  text: (option: string) => string | undefined;
  /** The arguments of an option that may be given several times. */
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
  /** The text of a file, from where the operator is; `-` is standard input. */
  readFile: (path: string) => Promise<string>;
  /** The absolute path of a file, from where the operator is. */
  locate: (path: string) => string;
  auditLog: () => string | undefined;
  pause: (ms: number) => Promise<void>;
}

/** What commands on the server's data work with. */
export interface AdminContext extends Desk {
  store: Store;
  oauth: GrantContext & { audit: Audit };
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
