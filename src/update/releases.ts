// What each release means for projects that exist: security fixes, and steps to do by hand.
import { CreateError } from '../errors.js';
import { type Of, read } from '../shapes/shape.js';
import { fields, list } from '../shapes/structures.js';
import { text } from '../shapes/values.js';
import { isBetween } from './versions.js';

/** Beside the layers; oldest release first. */
export const releasesFile = 'releases.json';

const releasesShape = list(fields({ version: text, security: list(text), steps: list(text) }));

/** `security` and `steps` hold one sentence each. */
export type Release = Of<typeof releasesShape>[number];

/** What lies between two versions. */
export interface ReleaseNotes {
  readonly security: readonly { readonly version: string; readonly text: string }[];
  readonly steps: readonly { readonly version: string; readonly text: string }[];
}

/** @throws CreateError BROKEN_TEMPLATE */
export function readReleases(json: string): Release[] {
  try {
    return read(releasesShape, JSON.parse(json));
  } catch (cause) {
    throw new CreateError('BROKEN_TEMPLATE', `${releasesFile} cannot be read.`, { cause });
  }
}

/** @returns what the releases after `from`, up to `to`, have to say */
export function notesBetween(releases: readonly Release[], from: string, to: string): ReleaseNotes {
  const passed = releases.filter(({ version }) => isBetween(version, from, to));
  const said = (which: 'security' | 'steps') =>
    passed.flatMap((release) => release[which].map((text) => ({ version: release.version, text })));
  return { security: said('security'), steps: said('steps') };
}
