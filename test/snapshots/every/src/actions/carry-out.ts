/** Carries out an action. */
import { runTool, type ToolRuns } from '../mcp/run-tool.js';
import type { Tool } from '../mcp/tool.js';
import { answerLimit, answerWithinMs } from './limits.js';
import { refusal } from './refusal.js';

/**
 * @param input as the tool's own schema parsed it
 * @returns the answer; `ended`: the user has to sign in again first
 */
export async function carryOut(
  tool: Tool,
  input: object,
  runs: ToolRuns,
): Promise<Response | { ended: string }> {
  let isFault = false;
  const failed: ToolRuns['failed'] = (...failure) => {
    isFault = true;
    runs.failed(...failure);
  };
  const patience = new AbortController();
  const signal = AbortSignal.any([runs.signal, patience.signal]);
  const late = timeout(answerWithinMs);
  const outcome = await Promise.race([
    runTool(tool, input, { ...runs, signal, failed }),
    late.reached,
  ]).finally(late.cancel);

  if (outcome === undefined) {
    patience.abort();
    return refusal('timeout', 'The tool takes too long: ask for less');
  }
  if ('output' in outcome) return result(tool, outcome.output, runs.failed);
  if ('ended' in outcome) return { ended: outcome.failure };
  return refusal(isFault ? 'server_error' : 'tool_error', outcome.failure);
}

async function result(tool: Tool, output: object, failed: ToolRuns['failed']): Promise<Response> {
  const checked = await tool.output.safeParseAsync(output);
  if (!checked.success) {
    failed(tool, checked.error);
    return refusal('server_error', 'The tool failed; try again later');
  }
  const text = JSON.stringify(checked.data);
  if (text.length >= answerLimit) {
    const sizes = `The answer has ${text.length} characters, and ${answerLimit} are too many`;
    return refusal('answer_too_large', `${sizes}: ask for less`);
  }
  return new Response(text, {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

function timeout(ms: number): { reached: Promise<undefined>; cancel: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reached = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return { reached, cancel: () => clearTimeout(timer) };
}
