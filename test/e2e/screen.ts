// What a terminal shows: enough of one for what the program sends.

/** Moves of the cursor, erasing, colours and modes. */
const sequence = new RegExp(`^${String.fromCharCode(27)}\\[(\\??[\\d;]*)([A-Za-z])`);

export interface Screen {
  /** @throws when it is sent something that is not known here */
  send(text: string): void;
  /** Breaks lines that have become too long anew, as most terminals do. */
  resize(columns: number): void;
  /** Its lines, without blanks at their ends. */
  text(): string;
}

export function screenOf(columnsAtFirst: number): Screen {
  let columns = columnsAtFirst;
  let lines: string[][] = [[]];
  let row = 0;
  let column = 0;
  let unread = '';

  const line = (): string[] => {
    while (lines.length <= row) lines.push([]);
    return lines[row] ?? [];
  };
  const actions: Readonly<Record<string, (count: number) => void>> = {
    A: (count) => {
      row = Math.max(0, row - count);
    },
    B: (count) => {
      row += count;
    },
    C: (count) => {
      column = Math.min(columns - 1, column + count);
    },
    D: (count) => {
      column = Math.max(0, column - count);
    },
    G: (count) => {
      column = count - 1;
    },
    J: () => {
      line().splice(column);
      lines.splice(row + 1);
    },
    K: (count) => {
      line().splice(count === 2 ? 0 : column);
    },
    h: () => undefined,
    l: () => undefined,
    m: () => undefined,
  };
  const print = (character: string) => {
    if (column >= columns) {
      row += 1;
      column = 0;
    }
    const cells = line();
    while (cells.length < column) cells.push(' ');
    cells[column] = character;
    column += 1;
  };

  return {
    send: (text) => {
      unread += text;
      while (unread !== '') {
        const [found, parameter = '', action = ''] = sequence.exec(unread) ?? [];
        if (found !== undefined) {
          const act = actions[action];
          if (act === undefined) throw new Error(`What is ${parameter}${action}?`);
          act(Number.parseInt(parameter, 10) || 1);
          unread = unread.slice(found.length);
          continue;
        }
        // The rest of a sequence comes with the next data.
        if (unread.startsWith('\u001b') && unread.length < 8) return;
        const character = String.fromCodePoint(unread.codePointAt(0) ?? 0);
        unread = unread.slice(character.length);
        if (character === '\r') column = 0;
        else if (character === '\n') row += 1;
        else if (character >= ' ') print(character);
      }
    },
    resize: (to) => {
      columns = to;
      const broken = lines.map((cells) => chunks(cells, to));
      const above = broken.slice(0, row).reduce((sum, parts) => sum + parts.length, 0);
      row = above + Math.floor(column / to);
      column %= to;
      lines = broken.flat();
    },
    text: () => lines.map((cells) => cells.join('').trimEnd()).join('\n'),
  };
}

function chunks(cells: readonly string[], size: number): string[][] {
  const parts = Array.from({ length: Math.ceil(cells.length / size) }, (_, index) =>
    cells.slice(index * size, (index + 1) * size),
  );
  return parts.length === 0 ? [[]] : parts;
}
