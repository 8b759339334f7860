/** The JSON-RPC message of a request, read once, within the limit. */
import {
  isJsonContentType,
  ProtocolErrorCode,
  readRequestBody,
} from '@modelcontextprotocol/server';

/** More than any tool here needs. */
export const mostBytes = 1024 * 1024;

/** The one with batches, and what a request without a version header counts as. */
const revisionWithBatches = '2025-03-26';

/** In the range for implementations: JSON-RPC has no codes for what HTTP has statuses for. */
const transportError = -32_000;

export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
  readonly status: 400 | 413 | 415;
  readonly code: number;

  constructor(status: 400 | 413 | 415, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Names no request, since none could be read. */
  answer(): Response {
    const error = { code: this.code, message: this.message };
    return Response.json({ jsonrpc: '2.0', id: null, error }, { status: this.status });
  }
}

/**
 * JSON that may be a message: the SDK checks that. Batches came with 2025-03-26 and went with
 * 2025-06-18.
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
