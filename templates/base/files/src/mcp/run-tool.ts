/** Lets a tool work for a caller. */
import { type Principal, UpstreamEnded, UpstreamUnavailable } from '../principal.js';
import { permittedBy } from '../scopes.js';
import type { OpenToolContext, Tool } from './tool.js';
import { ToolError } from './tool.js';

export interface ToolRuns extends OpenToolContext {
  /** The error is not for the client. */
  failed: (tool: Tool, error: unknown) => void;
}

/** With `ended` the user has to sign in again. */
export type ToolOutcome = { output: object } | { failure: string; ended?: true };

/** Implied scopes count as held. */
export function mayCall(tool: Tool, principal: Principal | undefined): boolean {
  if (tool.access === 'anyone') return true;
  if (principal === undefined) return false;
  return tool.scopes.every((scope) => heldBy(principal).has(scope));
}

// Lists of scopes never change.
const held = new WeakMap<readonly string[], ReadonlySet<string>>();

function heldBy({ scopes }: Principal): ReadonlySet<string> {
  const known = held.get(scopes);
  if (known !== undefined) return known;
  const permitted = permittedBy(scopes);
  held.set(scopes, permitted);
  return permitted;
}

/**
 * @param input parsed by the tool's schema
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
