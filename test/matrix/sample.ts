// A quarter of the variants, for a quick answer: every value of an answer occurs with every upstream.
import type { Variant } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';

/**
 * Takes, for each upstream, each framework with one storage, another one for each.
 *
 * @returns whether the variant is one of them; pure
 */
export function isInSample({ framework, storage, upstream }: Variant): boolean {
  const storages = availableValues('storage');
  const turn =
    availableValues('framework').indexOf(framework) + availableValues('upstream').indexOf(upstream);
  return storages[turn % storages.length] === storage;
}
