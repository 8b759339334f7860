// The sample leaves no layer out.
import { expect, it } from 'vitest';
import { availableValues, availableVariants, variantName } from '../../src/layers/registry.js';
import { isInSample } from './sample.js';

const names = availableVariants().filter(isInSample).map(variantName);

it('has the default variant and a quarter of all', () => {
  expect(names).toContain('hono-sqlite-none');
  expect(names).toHaveLength(availableVariants().length / 4);
});

it.each([...availableValues('framework'), ...availableValues('storage')])(
  'has %s with every upstream',
  (value) => {
    for (const upstream of availableValues('upstream')) {
      const together = names.filter((name) => name.split('-').includes(value));
      expect(
        together.some((name) => name.endsWith(upstream)),
        upstream,
      ).toBe(true);
    }
  },
);
