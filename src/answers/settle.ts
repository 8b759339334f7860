// Turns what was given on the command line, and what is asked for, into validated answers.
import { basename, resolve } from 'node:path';
import type { CreateLine } from '../command-line/line.js';
import { CreateError } from '../errors.js';
import { checkChoice } from './choice.js';
import type { PackageManager } from './commands.js';
import { directoryFromName, nameFromDirectory, nameProblem } from './name.js';
import type { Answers, ChoiceKey, ChoiceOf } from './schema.js';
import { choiceKeys, choices, defaultName, defaultScopes } from './schema.js';
import type { Scope } from './scopes.js';
import { parseScopes, scopeProblems, scopesExample } from './scopes.js';

/** Answers so far; what is absent has still to be asked or taken from the defaults. */
export type PartialAnswers = { readonly [K in keyof Answers]?: Answers[K] | undefined };

/** Answers and the directory, as typed, that they go to. */
export interface Settled {
  readonly answers: Answers;
  readonly directory: string;
}

/**
 * Validates everything that was given, before anything is asked.
 *
 * @param cwd the absolute directory the command runs in
 * @throws CreateError INVALID_ANSWER or UNAVAILABLE_CHOICE
 */
export function givenAnswers(line: CreateLine, cwd: string): PartialAnswers {
  const { given } = line;
  return {
    name: given.name === undefined ? derivedName(line.directory, cwd) : checkName(given.name),
    scopes: given.scopes === undefined ? undefined : checkScopes(parseScopes(given.scopes)),
    framework: checkGiven('framework', given.framework),
    storage: checkGiven('storage', given.storage),
    upstream: checkGiven('upstream', given.upstream),
    packageManager: checkGiven('packageManager', given.packageManager),
  };
}

/**
 * Either of directory and name gives the other.
 *
 * @returns the flags that would have to be added for the answers to be complete
 */
export function missingFlags(partial: PartialAnswers, directory: string | undefined): string[] {
  const name = directory === undefined ? 'a directory or --name' : '--name';
  return [
    ...(partial.name === undefined ? [name] : []),
    ...choiceKeys
      .filter((key) => partial[key] === undefined)
      .map((key) => `--${choices[key].flag}`),
    ...(partial.scopes === undefined ? ['--scopes'] : []),
  ];
}

/** Fills what is absent with the defaults. */
export function withDefaults(partial: PartialAnswers, detected?: PackageManager): Answers {
  return {
    name: partial.name ?? defaultName,
    framework: partial.framework ?? choices.framework.default,
    storage: partial.storage ?? choices.storage.default,
    upstream: partial.upstream ?? choices.upstream.default,
    scopes: partial.scopes ?? defaultScopes,
    packageManager: partial.packageManager ?? detected ?? choices.packageManager.default,
  };
}

/** Joins complete answers with the directory they go to: the one given, or the name's. */
export function settle(answers: Answers, directory: string | undefined): Settled {
  return { answers, directory: directory ?? directoryFromName(answers.name) };
}

function derivedName(directory: string | undefined, cwd: string): string | undefined {
  if (directory === undefined) return undefined;
  const name = nameFromDirectory(basename(resolve(cwd, directory)));
  return nameProblem(name) === undefined ? name : undefined;
}

/** @throws CreateError INVALID_ANSWER */
export function checkName(name: string): string {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new CreateError('INVALID_ANSWER', problem);
  return name;
}

/** @throws CreateError INVALID_ANSWER */
export function checkScopes(scopes: readonly Scope[]): readonly Scope[] {
  const problems = scopeProblems(scopes);
  if (problems.length === 0) return scopes;
  throw new CreateError('INVALID_ANSWER', problems.join('\n'), {
    hint: `Write --scopes "${scopesExample}".`,
  });
}

function checkGiven<K extends ChoiceKey>(key: K, value?: string): ChoiceOf<K> | undefined {
  return value === undefined ? undefined : checkChoice(key, value);
}
