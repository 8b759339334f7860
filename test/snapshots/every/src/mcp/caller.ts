/** Who is behind a message. */
import type { Principal } from '../principal.js';
import { type ChallengeForm, challengeValue } from './challenge.js';
import { scopesOf, type Tool } from './tool.js';

/** A caller whose access token was accepted. */
export interface SignedIn {
  principal: Principal;
  /** Seconds since the epoch. */
  expiresAt: number;
  /** Where a challenge points to (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** A caller without a valid access token. */
export interface Unknown {
  principal: undefined;
  /** There was a token, and it is not valid. */
  tokenRefused: boolean;
  /** The 401 for what is not open to anyone. */
  unauthorized: Response;
  resourceMetadataUrl: string;
}

export type McpCaller = SignedIn | Unknown;

/** To find the tools that are open; none of it depends on who asks. */
const openMethods = new Set(['initialize', 'ping', 'server/discover', 'tools/list']);

/**
 * The 401 for what an unknown caller may not have; `undefined` for what is open to anyone, and for calls
 * that are refused in their result.
 *
 * @param message one, or a batch of which each has to be permitted
 */
export function refuseUnknown(
  message: unknown,
  caller: Unknown,
  tools: readonly Tool[],
  form: ChallengeForm,
): Response | undefined {
  const messages = [message].flat();
  const refusesInResult = form === 'result' && messages.every((one) => methodOf(one) === toolsCall);
  if (refusesInResult) return undefined;
  // Whoever brings a token wants to be known: serving them as nobody would hide that it has ended.
  if (caller.tokenRefused) return caller.unauthorized;
  const closed = messages.filter((one) => !isOpen(one, tools));
  if (closed.length === 0) return undefined;
  return challenged(
    caller,
    closed.flatMap((one) => scopesNeeded(one, tools)),
  );
}

const toolsCall = 'tools/call';

function isOpen(message: unknown, tools: readonly Tool[]): boolean {
  const method = methodOf(message);
  if (method === toolsCall) return toolOf(message, tools)?.access === 'anyone';
  // Notifications are acknowledged and change nothing.
  return openMethods.has(method) || method.startsWith('notifications/');
}

function scopesNeeded(message: unknown, tools: readonly Tool[]): readonly string[] {
  const tool = toolOf(message, tools);
  return tool === undefined ? [] : scopesOf(tool);
}

function challenged({ unauthorized, resourceMetadataUrl }: Unknown, scopes: string[]): Response {
  const challenge = challengeValue({ resourceMetadataUrl, scopes: [...new Set(scopes)] });
  const headers = new Headers(unauthorized.headers);
  headers.set('www-authenticate', challenge);
  return new Response(unauthorized.body, { status: unauthorized.status, headers });
}

function toolOf(message: unknown, tools: readonly Tool[]): Tool | undefined {
  const { params } = record(message);
  return tools.find(({ name }) => name === record(params)['name']);
}

function methodOf(message: unknown): string {
  const { method } = record(message);
  return typeof method === 'string' ? method : '';
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
