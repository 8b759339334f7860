// Catches what a call throws, so that a test can look at its code and its words.
import { CreateError } from '../src/errors.js';

/** @throws when nothing, or something unforeseen, is thrown */
export async function thrown(work: () => unknown): Promise<CreateError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CreateError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
