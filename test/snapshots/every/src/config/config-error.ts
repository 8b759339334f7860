/** Every mistake of the configuration at once. */

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** One sentence for each mistake; never repeats a value. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`The configuration is wrong. Every variable is explained in .env.example.\n${list}`);
    this.problems = problems;
  }
}
