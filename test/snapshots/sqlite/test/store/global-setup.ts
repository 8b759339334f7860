/** Before all tests: one temporary folder for the whole run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which tests make theirs. */
    storeFolder: string;
  }
}

/** @returns what is to be called after all tests */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'stores-'));
  project.provide('storeFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}
