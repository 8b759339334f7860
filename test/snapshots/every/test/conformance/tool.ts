/** The conformance tool: https://github.com/modelcontextprotocol/conformance */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Fetched when it is run: no project has to carry it.
const command = ['npx', '--yes', '@modelcontextprotocol/conformance@0.2.0-alpha.12'];

/** One thing that the tool looked at. */
export interface Check {
  id: string;
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  errorMessage?: string;
}

export interface ToolRun {
  exitCode: number | null;
  /** The end of what it printed. */
  summary: string;
  /** What it looked at, by scenario. */
  scenarios: ReadonlyMap<string, readonly Check[]>;
}

/**
 * Runs it to its end.
 *
 * @param printed is given the output so far
 */
export async function runTool(
  args: readonly string[],
  printed: (output: string) => void = () => undefined,
): Promise<ToolRun> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const [program = '', ...first] = command;
  const child = spawn(program, [...first, ...args, '--output-dir', folder], {
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      printed(output);
    });
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  try {
    const summary = output.slice(Math.max(0, output.lastIndexOf('=== SUMMARY')));
    return { exitCode, summary, scenarios: await readResults(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each folder is named after mode, scenario and time. */
async function readResults(folder: string): Promise<Map<string, Check[]>> {
  const results = new Map<string, Check[]>();
  for (const name of await readdir(folder)) {
    const [, scenario = name] = /^(?:server|authorization-server)-(.*)-\d{4}-.*Z$/.exec(name) ?? [];
    const text = await readFile(join(folder, name, 'checks.json'), 'utf8');
    results.set(scenario, JSON.parse(text) as Check[]);
  }
  return results;
}
