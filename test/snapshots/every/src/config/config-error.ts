/** Every mistake at once, so that one restart is enough. */

/** `message` is for the operator's terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** Sentences that begin with the variable's name and never repeat its value. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`The configuration is wrong. Every variable is explained in .env.example.\n${list}`);
    this.problems = problems;
  }
}
