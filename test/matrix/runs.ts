// Every project that is made and tested: all variants, and what varies besides.
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { choices } from '../../src/answers/schema.js';
import { availableVariants, variantName } from '../../src/layers/registry.js';
import type { Databases } from './connection/database.js';
import { connection, quickKeys } from './connection/step.js';
import { projectEnvironment } from './environment.js';
import { newestNodeReady, newestNodeSteps, onItsNode } from './newest-node.js';
import { nextVersionSteps } from './next-version.js';
import { npmCreate } from './npm-create.js';
import { bunSteps, yarnSteps } from './package-managers.js';
import type { Proven } from './proven.js';
import type { RanSomewhere } from './ran-somewhere.js';
import type { Run } from './run.js';
import type { Place } from './steps.js';
import { check, create, npmInstall, pnpmInstall, script, tests, typesHold } from './steps.js';
import type { TypesKnown } from './types-step.js';
import { updatedSteps } from './updated.js';
import type { Store } from './warm-store.js';

/** What all runs share. */
export interface Shared {
  /** Holds all projects. */
  readonly folder: string;
  readonly proven: Proven;
  /** The same of files and the linter. */
  readonly linted: Proven;
  readonly typesKnown: TypesKnown;
  readonly ranSomewhere: RanSomewhere;
  readonly store: Store;
  readonly databases: Databases;
}

const defaultVariant: Variant = {
  framework: choices.framework.default,
  storage: choices.storage.default,
  upstream: choices.upstream.default,
};
const defaultName = variantName(defaultVariant);

/** Tests on this storage cost least. */
const memory: Variant = { ...defaultVariant, storage: 'memory' };

/** Seven scopes, three deep. */
const sevenScopes = [
  'admin>write>share=Manage everything',
  'write>read>tag=Create and change your notes',
  'share=Share your notes with others',
  'read=Read your notes',
  'tag=Label your notes',
  'export=Take your notes elsewhere',
  'stats=Count your notes',
].join(',');

/** How many of the short ones are left for the end, so that all processors have work until then. */
const short = 8;

/**
 * In the order in which they begin: those that others share most with, and the long ones, first, so
 * that none is left at the end; those that reuse what variants prove come after these. The first ones
 * have as little as can be in common, since each proves all of its choices at once: a framework, a
 * storage, an upstream and scopes that no other has proven yet. Memory is the last of the storages
 * there: it leaves out what takes a second process, and so proves none of that for other choices.
 */
export function allRuns(shared: Shared, variants = availableVariants()): Run[] {
  const place = (name: string, variant = defaultVariant): Place =>
    onItsNode({
      name,
      variant,
      folder: join(shared.folder, name),
      env: projectEnvironment(),
      withNpm: name === defaultName,
    });
  const common = (at: Place, flags: readonly string[]) => [
    ...newestNodeReady(at),
    create(at, '--package-manager=pnpm', ...flags),
    pnpmInstall(at, shared.store),
    ...check(at, shared),
    tests(at, shared),
    script(at, 'build', ...typesHold),
  ];
  const made = variants.map((variant): Run => {
    const at = place(variantName(variant), variant);
    if (at.name === defaultName) return { name: at.name, steps: defaultSteps(at, shared) };
    const live = connection(at, shared, { ...quickKeys, stepsUp: true });
    return { name: at.name, steps: [...common(at, []), live] };
  });
  const [byDefault, ...others] = made;
  const manyScopes = place('seven-scopes', {
    framework: 'fastify',
    storage: 'postgres',
    upstream: 'oidc',
  });
  const oneScope = place('one-scope', {
    framework: 'express',
    storage: 'redis',
    upstream: 'none',
  });
  const bun = place('bun');
  const yarn = place('yarn');
  const updated = place('updated');
  const next = place('next-version', memory);
  const onMemory = ({ name }: Run) => name === variantName(memory);
  const hasSameFramework = ({ name }: Run) => name.startsWith(`${defaultVariant.framework}-`);
  const later = others.filter((run) => !hasSameFramework(run));
  return [
    ...(byDefault ? [byDefault] : []),
    {
      name: manyScopes.name,
      steps: [
        ...common(manyScopes, [`--scopes=${sevenScopes}`]),
        connection(manyScopes, shared, quickKeys),
      ],
    },
    {
      name: oneScope.name,
      steps: [
        ...common(oneScope, ['--scopes=all=Use your notes']),
        connection(oneScope, shared, { ...quickKeys, stepsUp: false }),
      ],
    },
    ...others.filter(onMemory),
    { name: bun.name, steps: bunSteps(bun, shared) },
    { name: yarn.name, steps: yarnSteps(yarn, shared) },
    ...others.filter((run) => hasSameFramework(run) && !onMemory(run)),
    { name: next.name, steps: nextVersionSteps(next, shared) },
    ...later.slice(0, -short),
    { name: updated.name, steps: updatedSteps(updated, shared) },
    ...later.slice(-short),
  ];
}

/** Created and installed with npm, connected below a path too, held to the official conformance tool. */
function defaultSteps(at: Place, shared: Shared): Run['steps'] {
  return [
    npmCreate(at),
    npmInstall(at),
    ...check(at, shared),
    tests(at, shared),
    script(at, 'build'),
    connection(at, shared, { stepsUp: true }),
    connection(at, shared, { path: '/apps/notes', stepsUp: true }),
    ...newestNodeSteps(at.folder),
  ];
}
