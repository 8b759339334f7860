// Run by the tests of killed updates: one step of an update of the sample project, in a process of its own.
import { applyPlan } from '../../src/project/apply.js';
import { requireClean } from '../../src/project/clean-tree.js';
import { abort, recover } from '../../src/project/undo.js';
import { samplePlan, seenBy, world } from './sample-project.js';

const [step, root = ''] = process.argv.slice(2);

if (step === 'recover') await recover(root, world);
else if (step === 'abort') await abort(root, world);
else if (step === 'apply') {
  const repository = await requireClean(root, { git: false }, world);
  const seen = await seenBy(root, samplePlan);
  await applyPlan(root, samplePlan, { from: '0.1.0', to: '0.2.0', ...repository, seen }, world);
} else throw new Error(`No such step: ${step}`);
