// What a command line means: one shape for each command.
import type { ChoiceKey } from '../answers/schema.js';

/** Answers as text, exactly as given; absent ones were not given. */
export type GivenAnswers = { readonly [K in ChoiceKey | 'name' | 'scopes' | 'provider']?: string };

export interface CreateLine {
  readonly command: 'create';
  readonly directory?: string;
  readonly given: GivenAnswers;
  /** A file of answers as JSON, or `-` for standard input; flags win over it. */
  readonly configFile?: string;
  readonly yes: boolean;
  /** Absent when neither `--install` nor `--no-install` is given. */
  readonly install?: boolean;
  /** Absent when neither `--git` nor `--no-git` is given. */
  readonly git?: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** The answers that `--set` changes, named as their flags. */
export const settableKeys = [
  'name',
  'framework',
  'storage',
  'upstream',
  'scopes',
  'package-manager',
] as const;

export interface Setting {
  readonly key: (typeof settableKeys)[number];
  /** As given; not checked. */
  readonly value: string;
}

export interface UpdateLine {
  readonly command: 'update';
  /** In the order given; no key twice. */
  readonly set: readonly Setting[];
  readonly abort: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly git: boolean;
  readonly prerelease: boolean;
  readonly fetchBase: boolean;
  readonly yes: boolean;
  /** The command of a formatter. */
  readonly format?: string;
}

export interface CheckLine {
  readonly command: 'check';
  readonly json: boolean;
}

export interface DiffLine {
  readonly command: 'diff';
  readonly json: boolean;
}

export interface RenderLine {
  readonly command: 'render';
  /** A file of answers as JSON, or `-` for standard input. */
  readonly answersFile?: string;
}

export interface SchemaLine {
  readonly command: 'schema';
}

export interface JanitorLine {
  readonly command: 'janitor';
}

export interface HelpLine {
  readonly command: 'help';
  /** The command to tell about. */
  readonly topic: string;
}

export interface VersionLine {
  readonly command: 'version';
}

export type CommandLine =
  | CreateLine
  | UpdateLine
  | CheckLine
  | DiffLine
  | RenderLine
  | SchemaLine
  | JanitorLine
  | HelpLine
  | VersionLine;
