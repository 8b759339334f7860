/** The one error of the configuration: every mistake at once, so that one restart is enough. */

/** The environment cannot be used; `message` is meant for the operator's terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One sentence for each mistake; begins with the variable's name and never repeats its value. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`The configuration is wrong. Every variable is explained in .env.example.\n${list}`);
    this.problems = problems;
  }
}
