/** What a tool is. */
import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import type { Principal } from '../principal.js';
import type { Store } from '../store/contract.js';

export interface ToolContext {
  /** The only source of identity: arguments never say who the user is. */
  principal: Principal;
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** When the client cancels the call or goes away. */
  signal: AbortSignal;
}

/** All three are stated: clients assume the worst of a missing one. */
export type ToolHints = Required<
  Pick<ToolAnnotations, 'readOnlyHint' | 'destructiveHint' | 'openWorldHint'>
> &
  Pick<ToolAnnotations, 'idempotentHint'>;

/** For a tool that is open to anyone. */
export interface OpenToolContext extends Omit<ToolContext, 'principal'> {
  /** `undefined` for a caller without a token. */
  principal: Principal | undefined;
}

interface ToolDescription<Input extends z.ZodObject, Output extends z.ZodObject> {
  /** Unique here; letters, digits, `_` and `-`. */
  name: string;
  /** For people. */
  title: string;
  /** For the model: what it does, and when to use it. */
  description: string;
  hints: ToolHints;
  input: Input;
  output: Output;
}

/** For users who are signed in. */
export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends ToolDescription<Input, Output> {
  access?: 'signed-in';
  /** None if signing in is enough. */
  scopes: readonly string[];
  /** @throws ToolError for a failure that the model should read; others stay in the log */
  run: (input: z.output<Input>, context: ToolContext) => Promise<z.input<Output>>;
}

/** For everybody, signed in or not. */
export interface OpenToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends ToolDescription<Input, Output> {
  /** Lets callers without a token connect and list tools: see README.md. */
  access: 'anyone';
  run: (input: z.output<Input>, context: OpenToolContext) => Promise<z.input<Output>>;
}

export type Tool = ProtectedTool | OpenTool;

type ProtectedTool = Omit<ToolDefinition<z.ZodObject, z.ZodObject>, 'run'> & {
  run: (input: never, context: ToolContext) => Promise<object>;
};

type OpenTool = Omit<OpenToolDefinition<z.ZodObject, z.ZodObject>, 'run'> & {
  run: (input: never, context: OpenToolContext) => Promise<object>;
};

/** The scopes that a call needs. */
export function scopesOf(tool: Tool): readonly string[] {
  return tool.access === 'anyone' ? [] : tool.scopes;
}

/** See `tools/index.ts`. */
export interface Toolset {
  tools: readonly Tool[];
  version: string;
  /** For the model: what the server is for. */
  instructions: string;
}

/** Checks a definition against its schemas, at compile time. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output> | OpenToolDefinition<Input, Output>,
): Tool {
  return definition;
}

/** For the model and the user, such as "There is no such note". */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
