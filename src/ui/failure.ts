// How a failure is told, on standard error.

/** @param hint what to do about it; empty when there is nothing to say */
export function printFailure(message: string, hint: string): void {
  process.stderr.write(`\n${message}\n${hint === '' ? '' : `${hint}\n`}`);
}
