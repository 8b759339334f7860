// What each release means for projects that exist: security fixes, and steps to do by hand.
import * as z from 'zod';
import { CreateError } from '../errors.js';
import { isBetween } from './versions.js';

/** Beside the layers; oldest release first. */
export const releasesFile = 'releases.json';

const releasesShape = z.array(
  z.strictObject({
    version: z.string(),
    security: z.array(z.string()),
    steps: z.array(z.string()),
  }),
);

/** `security` and `steps` hold one sentence each. */
export type Release = z.infer<typeof releasesShape>[number];

/** What lies between two versions. */
export interface ReleaseNotes {
  readonly security: readonly { readonly version: string; readonly text: string }[];
  readonly steps: readonly { readonly version: string; readonly text: string }[];
}

/** @throws CreateError BROKEN_TEMPLATE */
export function readReleases(text: string): Release[] {
  try {
    return releasesShape.parse(JSON.parse(text));
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
