/** Who is behind a message. */
import type { Principal } from '../principal.js';
import { baselineScope } from '../scopes.js';
import { type ChallengeForm, challengeValue } from './challenge.js';
import { scopesOf, type Tool } from './tool.js';

export interface SignedIn {
  principal: Principal;
  /** Seconds since the epoch. */
  expiresAt: number;
  /** For challenges (RFC 9728, section 5.1). */
  resourceMetadataUrl: string;
}

/** Taken only where some tool is open to anyone. */
export interface Unknown {
  principal: undefined;
  /** A token came along that is not valid. */
  tokenRefused: boolean;
  /** For whatever is not open to anyone. */
  unauthorized: Response;
  resourceMetadataUrl: string;
}

export type McpCaller = SignedIn | Unknown;

/** What it takes to find open tools. */
const openMethods = new Set(['initialize', 'ping', 'server/discover', 'tools/list']);

/**
 * The 401 for what an unknown caller may not have; `undefined` for what is open to anyone, and for
 * calls to be refused in their result.
 *
 * @param message or a batch, each of which has to be permitted
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
  // To serve them as nobody would hide that the token has ended.
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
  // Notifications change nothing.
  return openMethods.has(method) || method.startsWith('notifications/');
}

function scopesNeeded(message: unknown, tools: readonly Tool[]): readonly string[] {
  const tool = toolOf(message, tools);
  return tool === undefined ? [] : scopesOf(tool);
}

function challenged({ unauthorized, resourceMetadataUrl }: Unknown, scopes: string[]): Response {
  const needed = scopes.length === 0 ? [baselineScope] : [...new Set(scopes)];
  const headers = new Headers(unauthorized.headers);
  headers.set('www-authenticate', challengeValue({ resourceMetadataUrl, scopes: needed }));
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
