// Which release may update which project.
// One by one, since the whole of semver would be in the bundle otherwise.
import gt from 'semver/functions/gt.js';
import lt from 'semver/functions/lt.js';
import lte from 'semver/functions/lte.js';
import prereleaseOf from 'semver/functions/prerelease.js';
import valid from 'semver/functions/valid.js';
import { CreateError } from '../errors.js';

/**
 * @param recorded the version that made the project, from its manifest
 * @param running this release
 * @param prerelease whether a pre-release was asked for
 * @throws CreateError INVALID_PROJECT_RECORD, PROJECT_IS_NEWER or PRERELEASE
 */
export function checkVersions(recorded: string, running: string, prerelease: boolean): void {
  if (valid(recorded) !== recorded) {
    throw new CreateError('INVALID_PROJECT_RECORD', `"${recorded}" is not a version.`);
  }
  if (lt(running, recorded)) {
    throw new CreateError(
      'PROJECT_IS_NEWER',
      `This project was made by version ${recorded}; this is version ${running}.`,
    );
  }
  const pre = (version: string) => prereleaseOf(version) !== null;
  if (pre(running) && !pre(recorded) && !prerelease) {
    const message = `Version ${running} is a pre-release, and this project is on ${recorded}.`;
    throw new CreateError('PRERELEASE', message);
  }
}

/** Whether a version lies after `from` and not after `to`. */
export function isBetween(version: string, from: string, to: string): boolean {
  return gt(version, from) && lte(version, to);
}
