/** Lets a tool do its work. */
import { type Principal, UpstreamEnded, UpstreamUnavailable } from '../principal.js';
import { permittedBy } from '../scopes.js';
import type { OpenToolContext, Tool } from './tool.js';
import { ToolError } from './tool.js';

/** What a call is given besides its input, and where its failures are reported. */
export interface ToolRuns extends OpenToolContext {
  /** A tool failed; nothing of why reached the client. */
  failed: (tool: Tool, error: unknown) => void;
}

/** What the client is told; `ended`: the user has to sign in again first. */
export type ToolOutcome = { output: object } | { failure: string; ended?: true };

/** Whether this caller may call the tool; implied scopes count as held. */
export function mayCall(tool: Tool, principal: Principal | undefined): boolean {
  if (tool.access === 'anyone') return true;
  if (principal === undefined) return false;
  return tool.scopes.every((scope) => heldBy(principal).has(scope));
}

// Asked for each tool of each request, of lists that are never changed.
const held = new WeakMap<readonly string[], ReadonlySet<string>>();

function heldBy({ scopes }: Principal): ReadonlySet<string> {
  const known = held.get(scopes);
  if (known !== undefined) return known;
  const permitted = permittedBy(scopes);
  held.set(scopes, permitted);
  return permitted;
}

/**
 * @param input as the tool's own schema parsed it
 * @throws Error if the caller may not call the tool
 */
export async function runTool(tool: Tool, input: unknown, runs: ToolRuns): Promise<ToolOutcome> {
  const { failed, ...context } = runs;
  if (!mayCall(tool, context.principal)) throw new Error(`${tool.name} was not permitted`);
  try {
    return { output: await call(tool, input as never, context) };
  } catch (error) {
    if (error instanceof ToolError) return { failure: error.message };
    if (error instanceof UpstreamEnded) return { failure: error.message, ended: true };
    failed(tool, error);
    if (error instanceof UpstreamUnavailable) return { failure: error.message };
    return { failure: 'The tool failed; try again later' };
  }
}

async function call(tool: Tool, input: never, context: OpenToolContext): Promise<object> {
  if (tool.access === 'anyone') return tool.run(input, context);
  const { principal, ...rest } = context;
  if (principal === undefined) throw new Error(`${tool.name} needs a user`);
  return tool.run(input, { principal, ...rest });
}
