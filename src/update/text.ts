// Text and its layout on disk: line ends and byte order mark are the owner's and come back as they were.

const mark = '\ufeff';

/** How a file writes its text. `crlf` only when every line ends so. */
export interface Layout {
  readonly crlf: boolean;
  readonly mark: boolean;
}

export const plainLayout: Layout = { crlf: false, mark: false };

/**
 * @returns the text without mark, with LF where every line ended in CRLF; undefined for what is not
 *   UTF-8 text
 */
export function readText(bytes: Uint8Array): { text: string; layout: Layout } | undefined {
  const raw = decoded(bytes);
  if (raw === undefined || raw.includes('\0')) return undefined;
  const marked = raw.startsWith(mark);
  const text = marked ? raw.slice(mark.length) : raw;
  const crlf = /\r\n/.test(text) && !/(^|[^\r])\n/.test(text);
  return { text: crlf ? text.replaceAll('\r\n', '\n') : text, layout: { crlf, mark: marked } };
}

/** The inverse of {@link readText}. */
export function writeText(text: string, layout: Layout): Uint8Array {
  const lines = layout.crlf ? text.replace(/\r?\n/g, '\r\n') : text;
  return new TextEncoder().encode(layout.mark ? mark + lines : lines);
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
