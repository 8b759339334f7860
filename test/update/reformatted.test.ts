import { describe, expect, it } from 'vitest';
import { isReformatted } from '../../src/update/reformatted.js';

const generated = "export const a = { one: 'two' };\n";

describe('a file that was only laid out anew', () => {
  it.each([
    'export const a = {\n\tone: "two",\n}\n',
    "export const a = {one: 'two'}",
    "export const a = { one: 'two' };\r\n",
  ])('is known: %j', (yours) => {
    expect(isReformatted(generated, yours)).toBe(true);
  });
  it('is neither one that says something else nor one that is as it was', () => {
    expect(isReformatted(generated, "export const a = { one: 'three' };\n")).toBe(false);
    expect(isReformatted(generated, generated)).toBe(false);
  });
});
