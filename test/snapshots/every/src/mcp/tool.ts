/** What a tool is. */
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

/** All three are given: clients expect the worst of one that is missing. */
export type ToolHints = Required<
  Pick<ToolAnnotations, 'readOnlyHint' | 'destructiveHint' | 'openWorldHint'>
> &
  Pick<ToolAnnotations, 'idempotentHint'>;

/** The context of a tool that is open to anyone. */
export interface OpenToolContext extends Omit<ToolContext, 'principal'> {
  /** Who is calling; `undefined` for a caller without a token. */
  principal: Principal | undefined;
}

/** What every tool says of itself. */
interface ToolDescription<Input extends z.ZodObject, Output extends z.ZodObject> {
  /** Unique in this server; letters, digits, `_` and `-`. */
  name: string;
  /** For people. */
  title: string;
  /** For the model: what it does and when to use it. */
  description: string;
  hints: ToolHints;
  input: Input;
  output: Output;
}

/** A tool for users who are signed in. */
export interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends ToolDescription<Input, Output> {
  access?: 'signed-in';
  /** The scopes that a call needs; none if signing in is enough. */
  scopes: readonly string[];
  /**
   * Does the work.
   *
   * @throws ToolError for a failure that the model should read; everything else stays in the log
   */
  run: (input: z.output<Input>, context: ToolContext) => Promise<z.input<Output>>;
}

/** A tool for everybody. */
export interface OpenToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends ToolDescription<Input, Output> {
  /** Lets callers without a token connect, list the tools and call this one: see README.md. */
  access: 'anyone';
  run: (input: z.output<Input>, context: OpenToolContext) => Promise<z.input<Output>>;
}

/** Any tool. */
export type Tool = ProtectedTool | OpenTool;

type ProtectedTool = Omit<ToolDefinition<z.ZodObject, z.ZodObject>, 'run'> & {
  run: (input: never, context: ToolContext) => Promise<object>;
};

type OpenTool = Omit<OpenToolDefinition<z.ZodObject, z.ZodObject>, 'run'> & {
  run: (input: never, context: OpenToolContext) => Promise<object>;
};

/** The scopes that a call of the tool needs. */
export function scopesOf(tool: Tool): readonly string[] {
  return tool.access === 'anyone' ? [] : tool.scopes;
}

/** What a server offers: see `tools/index.ts`. */
export interface Toolset {
  tools: readonly Tool[];
  /** Told to clients. */
  version: string;
  /** Told to the model: what the server is for. */
  instructions: string;
}

/** Checks a definition against its own schemas, at compile time. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output> | OpenToolDefinition<Input, Output>,
): Tool {
  return definition;
}

/** A failure that the model should read. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
