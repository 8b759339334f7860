// Every way a run can fail: the code, the exit code and the hint that goes with it.

const catalogue = {
  USAGE: { exitCode: 2, hint: 'Run with --help to see every flag.' },
  INVALID_ANSWER: { exitCode: 2, hint: 'Run with --help to see what each flag takes.' },
  UNAVAILABLE_CHOICE: { exitCode: 2, hint: 'Choose one of those that exist; nothing was written.' },
  MISSING_ANSWERS: {
    exitCode: 2,
    hint: 'Give these flags, or add --yes to take the default for each of them.',
  },
  NODE_TOO_OLD: { exitCode: 1, hint: 'Install a newer Node from https://nodejs.org.' },
  TARGET_NOT_EMPTY: {
    exitCode: 1,
    hint: 'Choose another directory, or empty this one yourself first.',
  },
  TARGET_UNUSABLE: { exitCode: 1, hint: 'Choose a directory you can write to.' },
  INSTALL_FAILED: {
    exitCode: 1,
    hint: 'The project is in place; only the installation is missing.',
  },
  INVALID_PROJECT_RECORD: {
    exitCode: 1,
    hint: 'Restore the folder .create-mcp-oauth-app from version control.',
  },
  INVALID_PACKAGE_JSON: {
    exitCode: 1,
    hint: 'Repair package.json, then run the command again; nothing was written.',
  },
  FORMAT_FAILED: {
    exitCode: 1,
    hint: 'Nothing was written. Let it pass over files that it does not know (prettier: --ignore-unknown, biome: --no-errors-on-unmatched), or leave --format out.',
  },
  PROJECT_IS_NEWER: {
    exitCode: 1,
    hint: 'Update with the newest release: npx create-mcp-oauth-app@latest update.',
  },
  PRERELEASE: {
    exitCode: 1,
    hint: 'Add --prerelease to take it, or run npx create-mcp-oauth-app@latest update.',
  },
  GIT_FAILED: { exitCode: 1, hint: 'Look whether git works here: git --version.' },
  NOT_A_PROJECT: {
    exitCode: 1,
    hint: 'Run this in a folder that create-mcp-oauth-app has made, or below it.',
  },
  NEWER_PROJECT: {
    exitCode: 1,
    hint: 'Run it again as npx create-mcp-oauth-app@latest.',
  },
  UNSAFE_PATH: {
    exitCode: 1,
    hint: 'Nothing was touched. Put plain files and folders of this project there first.',
  },
  TREE_NOT_CLEAN: {
    exitCode: 1,
    hint: 'Commit these changes, or put them away with git stash -u.',
  },
  NO_REPOSITORY: {
    exitCode: 1,
    hint: 'Run git init && git add -A && git commit -m "Before the update" first, or add --no-git.',
  },
  GIT_MISSING: { exitCode: 1, hint: 'Install git from https://git-scm.com.' },
  CHANGED_MEANWHILE: { exitCode: 1, hint: 'Nothing was touched. Run it again.' },
  WRITE_FAILED: { exitCode: 1, hint: 'Everything was put back. Repair this, then run it again.' },
  INTERRUPTED_UPDATE: {
    exitCode: 1,
    hint: 'Run create-mcp-oauth-app update --abort: it keeps a copy of each edited file.',
  },
  UPDATE_COMMITTED: {
    exitCode: 1,
    hint: 'Undo the commit of the update with git revert, what is not committed with git restore.',
  },
  NOTHING_TO_ABORT: { exitCode: 1, hint: 'Only the last update can be undone, once.' },
  BROKEN_TEMPLATE: {
    exitCode: 1,
    hint: 'This is a mistake in create-mcp-oauth-app; please report it.',
  },
  CANCELLED: { exitCode: 130, hint: 'Nothing was written.' },
  TERMINATED: { exitCode: 143, hint: 'Nothing was written.' },
} as const;

/** The closed set of error codes. */
export type ErrorCode = keyof typeof catalogue;

/** All codes, for the page that documents them. */
export const errorCodes = Object.keys(catalogue) as ErrorCode[];

/** A failure that was foreseen: one sentence of what happened, and a hint of what to do. */
export class CreateError extends Error {
  readonly code: ErrorCode;
  readonly exitCode: number;
  readonly hint: string;

  /**
   * @param code one of the closed set; decides the exit code and the default hint
   * @param message one sentence of what happened; never a secret
   * @param options `hint` replaces the catalogue's hint; `cause` keeps the original error
   */
  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'CreateError';
    this.code = code;
    this.exitCode = catalogue[code].exitCode;
    this.hint = options.hint ?? catalogue[code].hint;
  }
}
