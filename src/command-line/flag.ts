// What a flag is, and what was given on a command line once its flags are known.

export interface Flag {
  /** Without dashes. */
  readonly name: string;
  readonly short?: string;
  /** How the help text calls its value; a flag without one takes none. */
  readonly value?: string;
  /** May be given more than once. */
  readonly many?: true;
  /** One line for the help text. */
  readonly help: string;
}

/** What the arguments of one command said. */
export interface Given {
  readonly positionals: readonly string[];
  /** The value of a flag, exactly as given. */
  text(flag: string): string | undefined;
  /** All values of a flag that may be repeated. */
  texts(flag: string): readonly string[];
  has(flag: string): boolean;
}

/** Flags that every command has. */
export const jsonFlag: Flag = {
  name: 'json',
  help: 'print one JSON document to standard output, words to standard error',
};
export const helpFlags: readonly Flag[] = [
  { name: 'help', short: 'h', help: 'show this text' },
  { name: 'version', short: 'v', help: 'show the version' },
];
