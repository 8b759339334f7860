// The sample project in a folder of its own, ready to be updated.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyPlan } from '../../src/project/apply.js';
import type { DiskFile, UpdatePlan } from '../../src/update/plan.js';
import { temporaryFolder } from '../temporary-folder.js';
import { commitAll, seenBy, world, writeProject } from './sample-project.js';

type Seen = ReadonlyMap<string, DiskFile>;

/** @param options `folder`: where the project lies in its repository */
export async function updatable(options: { git?: boolean; folder?: string } = {}) {
  const top = await temporaryFolder();
  const root = join(top, options.folder ?? '.');
  await mkdir(root, { recursive: true });
  await writeProject(root);
  const head = options.git === false ? undefined : await commitAll(top);
  const context = { from: '0.1.0', to: '0.2.0', ...(head && { head, gitRoot: top }) };
  const applySeen = (plan: UpdatePlan, seen: Seen, processes = world) =>
    applyPlan(root, plan, { ...context, seen }, processes);
  return {
    top,
    root,
    head,
    applySeen,
    seen: (plan: UpdatePlan) => seenBy(root, plan),
    apply: async (plan: UpdatePlan, processes = world) =>
      applySeen(plan, await seenBy(root, plan), processes),
    text: (path: string) => readFile(join(root, path), 'utf8'),
  };
}
