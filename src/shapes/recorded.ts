// Shapes of what the records of a project hold: paths and hashes.
import { pathProblem } from '../tree/path.js';
import { textThat } from './values.js';

export const safePath = textThat((path) => pathProblem(path) === undefined, 'unsafe path');

/** sha256 in lower case hex. */
export const sha256Hex = textThat((hash) => /^[0-9a-f]{64}$/.test(hash), 'this is no sha256');
