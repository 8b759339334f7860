/** The input of an action. */
import { isJsonContentType, readRequestBody } from '@modelcontextprotocol/server';
import { mostBytes } from '../mcp/message.js';
import type { Tool } from '../mcp/tool.js';
import { refusal } from './refusal.js';

/** Characters that are told of what is wrong with an input. */
const mostExplained = 1000;

/** The input, or the refusal. An empty body is an empty object. */
export async function readInput(request: Request, tool: Tool): Promise<object | Response> {
  const type = request.headers.get('content-type');
  if (type !== null && !isJsonContentType(type)) {
    return refusal('unsupported_media_type', 'Send application/json');
  }
  const body = await readRequestBody(request, mostBytes);
  if (body.tooLarge) return refusal('content_too_large', `Send at most ${mostBytes} bytes`);
  const json = parse(body.text);
  if (json === undefined) return refusal('invalid_request', 'The body is not JSON');
  const checked = await tool.input.safeParseAsync(json.value);
  if (checked.success) return checked.data;
  // What was sent is not repeated.
  const problems = checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return refusal('invalid_request', problems.join('; ').slice(0, mostExplained));
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: text === '' ? {} : JSON.parse(text) };
  } catch {
    return undefined;
  }
}
