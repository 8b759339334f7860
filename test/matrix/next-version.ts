// An edited project of the first release, brought to a next version that does not exist yet.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { variantName } from '../../src/layers/registry.js';
import { frozenReleases } from '../ladder/frozen-release.js';
import { nextVersion } from '../ladder/next-version.js';
import { editedTexts } from '../ladder/owner-edits.js';
import { renderVariant } from '../render/snapshots.js';
import { diskFrom, simulate } from '../update/simulate.js';
import { repository } from './environment.js';
import type { Proven } from './proven.js';
import type { RanSomewhere } from './ran-somewhere.js';
import type { Place, Step } from './steps.js';
import { testsOf, types } from './steps.js';

/** Types and tests of what the update leaves; with this repository's packages, which have the versions. */
export function nextVersionSteps(
  at: Place,
  shared: { proven: Proven; ranSomewhere: RanSomewhere },
): Step[] {
  const { variant, folder } = at;
  let files: readonly string[] = [];
  const update = async () => {
    const [first] = frozenReleases();
    const before = first?.trees.get(variantName(variant));
    if (before === undefined) throw new Error('No release is kept.');
    const owners = diskFrom(Object.fromEntries(editedTexts(before)));
    const release = nextVersion(await renderVariant(variant));
    const { disk, plan } = await simulate({ tree: before }, owners, release);
    for (const [path, { bytes }] of disk) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    files = [...disk.keys()];
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
    const output = plan.conflicts.map(({ path }) => `conflict in ${path}`).join('\n');
    return { ok: output === '', output, seconds: 0 };
  };
  return [
    { name: 'edited, and updated', required: true, work: update },
    types(at),
    testsOf(at, shared, async () => files, variant),
  ];
}
