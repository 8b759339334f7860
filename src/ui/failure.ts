// How a failure is told: in words on standard error, and as JSON on standard output where that is wanted.

export interface Failure {
  /** One of the closed set of codes, or `UNFORESEEN`. */
  readonly code: string;
  readonly message: string;
  /** What to do about it; empty when there is nothing to say. */
  readonly hint: string;
}

export function printFailure({ code, message, hint }: Failure, json: boolean): void {
  process.stderr.write(`\n${message}\n${hint === '' ? '' : `${hint}\n`}`);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
}
