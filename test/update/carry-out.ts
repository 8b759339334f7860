// Run by the tests of killed updates: one step of an update, in copies of the sample project.
import { AsyncLocalStorage } from 'node:async_hooks';
import { applyPlan } from '../../src/project/apply.js';
import { requireClean } from '../../src/project/clean-tree.js';
import type { Repository } from '../../src/project/repository.js';
import { abort, recover } from '../../src/project/undo.js';
import { observe } from './changes.js';
import type { Stop } from './killable.js';
import { samplePlan, seenBy, world } from './sample-project.js';

interface Run {
  readonly stopAt: number;
  readonly onStop: () => void;
  changes: number;
}

const [step, json = ''] = process.argv.slice(2);
const stops: readonly Stop[] = JSON.parse(json);
const runs = new AsyncLocalStorage<Run>();
/** Kept, so that nothing that waits for one is collected, and with it a file closed. */
const heldBack: (() => void)[] = [];
let repository: Repository | undefined;

await observe({
  change: () => {
    const run = runs.getStore();
    if (run === undefined) return undefined;
    run.changes += 1;
    if (run.changes < run.stopAt) return undefined;
    if (stops.length === 1) process.kill(process.pid, 'SIGKILL');
    run.onStop();
    return new Promise<never>((resolve) => {
      heldBack.push(resolve as () => void);
    });
  },
  isNextTheLast: () => {
    const run = runs.getStore();
    return run !== undefined && run.changes + 1 === run.stopAt;
  },
});

let stopped = 0;
for (const stop of stops) {
  if (!(await isStopped(stop))) break;
  stopped += 1;
}
// Now it is killed, with every copy at its own change.
process.stdout.write(`${stopped}\n`);
process.stdin.resume();

function isStopped({ root, at }: Stop): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const run = { stopAt: at, onStop: () => resolve(true), changes: 0 };
    runs.run(run, () => carryOut(root)).then(() => resolve(false), reject);
  });
}

async function carryOut(root: string): Promise<void> {
  if (step === 'recover') await recover(root, world);
  else if (step === 'abort') await abort(root, world);
  else if (step === 'apply') {
    // Copies have the same commit.
    repository ??= await requireClean(root, { git: false }, world);
    const gitRoot = repository.gitRoot && { gitRoot: root };
    const seen = await seenBy(root, samplePlan);
    const context = { from: '0.1.0', to: '0.2.0', ...repository, ...gitRoot, seen };
    await applyPlan(root, samplePlan, context, world);
  } else throw new Error(`No such step: ${step}`);
}
