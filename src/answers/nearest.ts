// Finds what somebody probably meant to type.

/** @returns the candidate at most two edits away (one for short words), or undefined */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const limit = typed.length <= 3 ? 1 : 2;
  const scored = candidates
    .map((candidate) => ({ candidate, edits: distance(typed.toLowerCase(), candidate) }))
    .filter(({ candidate, edits }) => edits <= limit || candidate.startsWith(typed.toLowerCase()))
    .sort((left, right) => left.edits - right.edits);
  return typed === '' ? undefined : scored[0]?.candidate;
}

/** @returns the candidate that one slip of the finger makes of the typed word, or undefined */
export function slipOf(typed: string, candidates: readonly string[]): string | undefined {
  return candidates.find((candidate) => distance(typed, candidate) === 1);
}

/** Edit distance in which two swapped neighbours count as one edit. */
function distance(from: string, to: string): number {
  const table = [...Array(from.length + 1).keys()].map((row) => [row]);
  const at = (row: number, column: number): number => table[row]?.[column] ?? 0;
  for (let column = 1; column <= to.length; column += 1) table[0]?.push(column);
  for (let row = 1; row <= from.length; row += 1) {
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 &&
        column > 1 &&
        from[row - 1] === to[column - 2] &&
        from[row - 2] === to[column - 1];
      const best = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
      table[row]?.push(best);
    }
  }
  return at(from.length, to.length);
}
