// Which release may update which project.
import semver from 'semver';
import { CreateError } from '../errors.js';

/**
 * @param recorded the version that made the project, from its manifest
 * @param running this release
 * @param prerelease whether a pre-release was asked for
 * @throws CreateError INVALID_PROJECT_RECORD, PROJECT_IS_NEWER or PRERELEASE
 */
export function checkVersions(recorded: string, running: string, prerelease: boolean): void {
  if (semver.valid(recorded) !== recorded) {
    throw new CreateError('INVALID_PROJECT_RECORD', `"${recorded}" is not a version.`);
  }
  if (semver.lt(running, recorded)) {
    throw new CreateError(
      'PROJECT_IS_NEWER',
      `This project was made by version ${recorded}; this is version ${running}.`,
    );
  }
  const pre = (version: string) => semver.prerelease(version) !== null;
  if (pre(running) && !pre(recorded) && !prerelease) {
    const message = `Version ${running} is a pre-release, and this project is on ${recorded}.`;
    throw new CreateError('PRERELEASE', message);
  }
}

/** Whether a version lies after `from` and not after `to`. */
export function isBetween(version: string, from: string, to: string): boolean {
  return semver.gt(version, from) && semver.lte(version, to);
}
