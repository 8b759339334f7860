/** What a tool is: its name, its scopes, its schemas and the function that does the work. */
import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import type { Principal } from '../principal.js';
import type { Store } from '../store/contract.js';

/** What a tool works with besides its input. */
export interface ToolContext {
  /** Who is calling. The only source of identity: arguments never say who the user is. */
  principal: Principal;
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Aborted when the client cancels the call or goes away. */
  signal: AbortSignal;
}

/** All three hints are stated: clients assume the worst of one that is missing. */
export type ToolHints = Required<
  Pick<ToolAnnotations, 'readOnlyHint' | 'destructiveHint' | 'openWorldHint'>
> &
  Pick<ToolAnnotations, 'idempotentHint'>;

/** A tool as `defineTool` takes it. */
export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  /** Unique in this server; letters, digits, `_` and `-`. */
  name: string;
  /** For people. */
  title: string;
  /** For the model: what it does and when to use it. */
  description: string;
  /** The scopes that a call needs; none if signing in is enough. */
  scopes: readonly string[];
  hints: ToolHints;
  input: Input;
  output: Output;
  /**
   * Does the work.
   *
   * @throws ToolError for a failure that the model should read; everything else stays in the log
   */
  run: (input: z.output<Input>, context: ToolContext) => Promise<z.input<Output>>;
}

/** Any tool, as the server lists it. */
export type Tool = Omit<ToolDefinition<z.ZodObject, z.ZodObject>, 'run'> & {
  run: (input: never, context: ToolContext) => Promise<object>;
};

/** What a server offers: see `tools/index.ts`. */
export interface Toolset {
  tools: readonly Tool[];
  /** Told to clients. */
  version: string;
  /** Told to the model: what the server is for. */
  instructions: string;
}

/** Checks a definition against its own schemas, at compile time, and makes it fit for the list. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  return definition;
}

/** A failure whose message is meant for the model and the user, such as "There is no such note". */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
