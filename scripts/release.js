// npm run release: gives the waiting changesets a version, in one commit with a tag. Publishes nothing.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.js';

const branch = 'main';
const releasesFile = join(root, 'templates', 'releases.json');

/** @typedef {{ version: string, security: string[], steps: string[] }} Release */

const before = version();
check(git('status', '--porcelain') === '', 'There are changes that are not committed.');
check(git('branch', '--show-current') === branch, `Releases are made on ${branch}.`);
step(run('npm', ['exec', '--no', '--', 'changeset', 'version']));
const next = version();
check(next !== before, 'No changeset is waiting: npx changeset writes one.');
addToReleases(next);
step(run('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund']));
step(run('npm', ['run', 'freeze']));
step(
  run('npm', ['exec', '--no', '--', 'biome', 'format', '--write', 'package.json', releasesFile]),
);
step(run('git', ['add', '--all']));
step(run('git', ['commit', '--quiet', '-m', `Release ${next}`]));
step(run('git', ['tag', '--annotate', `v${next}`, '-m', `Release ${next}`]));
console.log(`
Version ${next} is committed and tagged. Look at it (git show), then let it be published:

  git push --follow-tags
`);

/** @returns {string} */
function version() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
}

/**
 * Updates of projects look there for what the release means to them; whoever fixed a weakness has
 * written the entry already.
 *
 * @param {string} version
 */
function addToReleases(version) {
  /** @type {Release[]} */
  const releases = JSON.parse(readFileSync(releasesFile, 'utf8'));
  if (releases.some((release) => release.version === version)) return;
  releases.push({ version, security: [], steps: [] });
  writeFileSync(releasesFile, `${JSON.stringify(releases, null, 2)}\n`);
}

/** @param {...string} args */
function git(...args) {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
}

/**
 * @param {boolean} ok
 * @param {string} otherwise
 */
function check(ok, otherwise) {
  if (ok) return;
  console.error(otherwise);
  process.exit(1);
}

/** @param {boolean} ok */
function step(ok) {
  check(ok, 'The release is not made; what failed is above. git status shows what was changed.');
}
