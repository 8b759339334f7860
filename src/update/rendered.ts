// Reads the output of the render command of any release as a base.
import { CreateError } from '../errors.js';
import { safePath } from '../shapes/recorded.js';
import { read } from '../shapes/shape.js';
import { fields, record } from '../shapes/structures.js';
import { oneOf, text, yesOrNo } from '../shapes/values.js';
import type { Base } from './base.js';
import { baseBytes, readBase } from './base.js';

const renderedShape = record(
  safePath,
  fields({ executable: yesOrNo, text, owner: oneOf('managed', 'json', 'once') }),
);

/**
 * @param output JSON: path -> `text`, `executable`, `owner`
 * @param hash what the base that comes out of it must hash to
 * @throws CreateError INVALID_PROJECT_RECORD
 */
export function readRendered(output: string, hash: string): Base {
  try {
    return readBase(baseBytes(Object.entries(read(renderedShape, JSON.parse(output)))), hash);
  } catch (cause) {
    const message =
      'The recorded release renders something else than what the project was made of.';
    throw new CreateError('INVALID_PROJECT_RECORD', message, { cause });
  }
}
