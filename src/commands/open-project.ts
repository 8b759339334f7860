// Finds the project that a command is about, and reads its record.

import { readAnswers } from '../answers/record.js';
import type { Answers } from '../answers/schema.js';
import { childEnvironment } from '../project/environment.js';
import { findProject } from '../project/find-project.js';
import type { ProcessWorld } from '../project/run.js';
import type { Manifest } from '../update/manifest.js';
import { readManifest } from '../update/manifest.js';
import type { World } from './world.js';

export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly manifest: Manifest;
  readonly manifestText: string;
  readonly answers: Answers;
  readonly processes: ProcessWorld;
}

/** @throws CreateError NOT_A_PROJECT, INVALID_PROJECT_RECORD, INVALID_ANSWER */
export async function openProject(world: World): Promise<Project> {
  const { root, manifestText } = await findProject(world.cwd);
  const manifest = readManifest(manifestText);
  const answers = readAnswers(manifest.answers);
  return { root, manifest, manifestText, answers, processes: processesOf(world) };
}

export function processesOf({ env, signal }: World): ProcessWorld {
  return { env: childEnvironment(env), signal };
}
