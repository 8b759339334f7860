/** The JSON-RPC message of an HTTP request. */
import {
  isJsonContentType,
  ProtocolErrorCode,
  readRequestBody,
} from '@modelcontextprotocol/server';

/** More than any tool call of this server needs; larger bodies get 413. */
export const mostBytes = 1024 * 1024;

/** The one revision with batches, and that of a request without a version header. */
const revisionWithBatches = '2025-03-26';

/** JSON-RPC has no codes for HTTP's statuses: this range is the implementation's own. */
const transportError = -32_000;

/** A body that holds no message for this server. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
  readonly status: 400 | 413 | 415;
  readonly code: number;

  constructor(status: 400 | 413 | 415, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  answer(): Response {
    const error = { code: this.code, message: this.message };
    return Response.json({ jsonrpc: '2.0', id: null, error }, { status: this.status });
  }
}

/**
 * The body as JSON.
 *
 * @throws MessageRefused
 */
export async function readMessage(request: Request): Promise<unknown> {
  if (!isJsonContentType(request.headers.get('content-type'))) {
    throw new MessageRefused(415, transportError, 'Send application/json');
  }
  const body = await readRequestBody(request, mostBytes).catch(unreadable);
  if (body.tooLarge) {
    throw new MessageRefused(413, transportError, `Send at most ${mostBytes} bytes`);
  }
  const message = parse(body.text);
  const revision = request.headers.get('mcp-protocol-version') ?? revisionWithBatches;
  if (Array.isArray(message) && revision !== revisionWithBatches) {
    const text = 'This revision of the protocol has no batches: send one message per request';
    throw new MessageRefused(400, ProtocolErrorCode.InvalidRequest, text);
  }
  return message;
}

function unreadable(): never {
  throw new MessageRefused(400, ProtocolErrorCode.ParseError, 'The body could not be read');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MessageRefused(400, ProtocolErrorCode.ParseError, 'The body is not JSON');
  }
}
