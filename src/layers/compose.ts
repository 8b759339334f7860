// Puts layers together: decides each path's owner class and refuses a path with two owners.
import { CreateError } from '../errors.js';
import type { OwnerClass } from '../tree/tree.js';
import { matching } from './globs.js';
import type { Layer } from './layer.js';
import { projectPath } from './project-path.js';

/** Made from the descriptions of all layers; no layer may bring them as files. */
const composedPaths = ['package.json', 'pnpm-workspace.yaml', '.yarnrc.yml'];

/** One file of the project before rendering. */
export interface Source {
  readonly path: string;
  readonly owner: OwnerClass;
  readonly executable: boolean;
  /** Path under templates/, such as `base/files/README.md.hbs`. */
  readonly template: string;
  readonly text: string;
}

/**
 * @param layers in the order in which they apply
 * @returns one source for each project path except those that are composed as data
 * @throws CreateError BROKEN_TEMPLATE when two layers own one path
 */
export function compose(layers: readonly Layer[]): Source[] {
  const isOnce = matching(layers.flatMap((layer) => layer.description.once));
  const isExecutable = matching(layers.flatMap((layer) => layer.description.executable));
  const owners = new Map(composedPaths.map((path) => [path, 'the composition of all layers']));
  return layers.flatMap((layer) =>
    layer.files.map(({ stored, text }) => {
      const path = projectPath(stored);
      const owner = owners.get(path.toLowerCase());
      if (owner !== undefined) {
        throw new CreateError('BROKEN_TEMPLATE', `${layer.name} and ${owner} both own ${path}.`);
      }
      owners.set(path.toLowerCase(), layer.name);
      return {
        path,
        owner: isOnce(path) ? 'once' : 'managed',
        executable: isExecutable(path),
        template: `${layer.name}/files/${stored}`,
        text,
      } satisfies Source;
    }),
  );
}
