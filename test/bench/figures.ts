// What the measured rounds say, in numbers that a few bad rounds do not move.

/** Requests per second of one subject in one round. */
export type Rate = number;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error('There is no median of nothing');
  return (low + high) / 2;
}

/**
 * The ratios of neighbouring rounds: both saw the same machine in the same mood, which two medians
 * over minutes did not.
 */
export function ratios(rates: readonly Rate[], against: readonly Rate[]): number[] {
  return rates.map((rate, round) => rate / (against[round] ?? Number.NaN));
}

/** @returns between which values the middle half lies */
export function middleHalf(values: readonly number[]): [from: number, to: number] {
  const sorted = [...values].sort((left, right) => left - right);
  const quarter = Math.floor(sorted.length / 4);
  return [sorted[quarter] ?? Number.NaN, sorted[sorted.length - 1 - quarter] ?? Number.NaN];
}

/** @returns lines of equal width, the first column to the left and the others to the right */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}
