/** Columns of text for a terminal. */

/** Cells, row by row. */
export type Rows = readonly (readonly string[])[];

/** Cells in columns; names that strangers chose cannot leave theirs. */
export function table(rows: Rows): string {
  return growingTable()(rows);
}

/** A table whose rows come in parts. */
export function growingTable(): (rows: Rows) => string {
  const widths: number[] = [];
  return (rows) => {
    const cells = rows.map((row) => row.map(plain));
    for (const row of cells) {
      for (const [index, cell] of row.entries()) {
        widths[index] = Math.max(widths[index] ?? 0, cell.length);
      }
    }
    const aligned = (row: string[]) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0));
    return cells.map((row) => aligned(row).join('  ').trimEnd()).join('\n');
  };
}

/** Text without what a terminal would obey: control and direction-changing characters. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}

/** `2030-01-31 12:30`, UTC. */
export function minute(instant: number): string {
  return new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
}
