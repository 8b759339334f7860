// Answers as they stand on the wire, header names and order untouched.

export interface Answer {
  readonly status: number;
  /** The status line and the header lines. */
  readonly head: readonly string[];
  /** Without its framing. */
  readonly body: string;
  /** The connection ended before the body did. */
  readonly isCutOff: boolean;
}

interface Read {
  readonly answer: Answer;
  readonly rest: string;
}

/**
 * Takes the first answer off what came (RFC 9112, section 6.3).
 *
 * @param text as latin1
 * @param isToHead whether the request was HEAD, so that no body follows
 * @param isEnd whether nothing more will come
 * @returns undefined while it is incomplete
 */
export function readAnswer(text: string, isToHead: boolean, isEnd: boolean): Read | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end).split('\r\n');
  const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head[0] ?? '')?.[1] ?? 0);
  const rest = text.slice(end + 4);
  const whole = (body: string, behind: string): Read => ({
    answer: { status, head, body, isCutOff: false },
    rest: behind,
  });
  if (isToHead || status < 200 || status === 204 || status === 304) return whole('', rest);
  const partial = (body: string) =>
    isEnd ? { answer: { status, head, body, isCutOff: true }, rest: '' } : undefined;
  if (headerOf(head, 'transfer-encoding') === 'chunked') {
    const { body, length } = unchunk(rest);
    return length === undefined ? partial(body) : whole(body, rest.slice(length));
  }
  const length = headerOf(head, 'content-length');
  if (length === undefined) return isEnd ? whole(rest, '') : undefined;
  if (rest.length < Number(length)) return partial(rest);
  return whole(rest.slice(0, Number(length)), rest.slice(Number(length)));
}

/** The value of the first header line of that name, which is given in lower case. */
export function headerOf(head: readonly string[], name: string): string | undefined {
  const line = head.find((one) => one.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** `length` is that of the whole framing; undefined while the last chunk is missing. */
function unchunk(text: string): { body: string; length: number | undefined } {
  let body = '';
  for (let at = 0; ; ) {
    const size = /^([\da-f]+)[^\r]*\r\n/i.exec(text.slice(at, at + 100));
    if (size === null) return { body, length: undefined };
    const from = at + size[0].length;
    const bytes = Number.parseInt(size[1] ?? '', 16);
    body += text.slice(from, from + bytes);
    at = from + bytes + 2;
    if (at > text.length) return { body, length: undefined };
    if (bytes === 0) return { body, length: at };
  }
}
