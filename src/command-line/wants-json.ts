// Whether the result is wanted as JSON: known before the rest of the line is read, and though it may be
// wrong. Imports nothing, since even a Node that is too old is told about in this form.

/** @param argv the arguments after the program's name */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json');
}
