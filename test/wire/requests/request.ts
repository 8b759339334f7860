// Writes requests as they go on the wire.

/** Whom all requests are meant for: the host of the servers' public URL. */
export const host = 'mcp.example';

/** An origin that the servers' operator allows. */
export const allowedOrigin = 'https://app.example';

export interface RequestParts {
  readonly method?: string;
  /** As it stands in the request line. */
  readonly target: string;
  /** More header lines; a `host` replaces ours. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent with its length unless the headers say how it is framed. */
  readonly body?: string;
}

/** @returns latin1 text */
export function request({ method = 'GET', target, headers = {}, body }: RequestParts): string {
  const text = body === undefined ? undefined : Buffer.from(body, 'utf8').toString('latin1');
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const isFramed = names.includes('content-length') || names.includes('transfer-encoding');
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(names.includes('host') ? [] : [`Host: ${host}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(text === undefined || isFramed ? [] : [`Content-Length: ${text.length}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${text ?? ''}`;
}

/** A form as browsers and clients post it. */
export function form(
  target: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): string {
  return request({
    method: 'POST',
    target,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}
