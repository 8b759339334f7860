// What the program can say, whoever listens.

/** Written by the terminal (with symbols and colour) and by the plain output (lines). */
export interface Output {
  intro(text: string): void;
  note(title: string, lines: readonly string[]): void;
  info(text: string): void;
  warn(text: string): void;
  /** Shows `label` while the work is going on, then what `finished` says of its result. */
  during<T>(label: string, work: () => Promise<T>, finished: (result: T) => string): Promise<T>;
  outro(text: string): void;
  /**
   * After the outro: lines without any decoration. Those that are indented can be copied and pasted,
   * others are broken where there is no room.
   */
  plain(lines: readonly string[]): void;
  /** A result for another program: to standard output, exactly as it is. */
  result(text: string): void;
}
