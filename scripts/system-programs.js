// Installs the programs of the operating system that tests need and that are absent, on Debian as root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.js';

/**
 * Of several packages the first that there is will do.
 *
 * @typedef {{ packages: string[], programs: string[], variable: string, why: string }} Wanted
 */

/** @type {Wanted[]} */
const wanted = [
  {
    // The same browser without windows: it is smaller, and takes half as long over the same pages.
    packages: ['chromium-headless-shell', 'chromium'],
    programs: [
      'chromium-headless-shell',
      'chromium',
      'chromium-browser',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    variable: 'CHROMIUM',
    why: 'the pages are tested in a browser',
  },
  {
    packages: ['redis-server'],
    programs: ['redis-server', 'valkey-server'],
    variable: 'TEST_REDIS_URL',
    why: 'projects on Redis are tested on a real server',
  },
];

const missing = wanted.filter(({ programs, variable }) => !isPresent(programs, variable));
if (missing.length > 0 && !(canInstall() && install())) {
  // The tests that need it fail, and say so again.
  for (const { packages, variable, why } of missing) {
    console.log(`${packages.join(' or ')} is missing: ${why}. Install it, or set ${variable}.`);
  }
}

/**
 * @param {string[]} programs names on the PATH, or whole paths
 * @param {string} variable names another one
 */
function isPresent(programs, variable) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return (
    process.env[variable] !== undefined ||
    programs.some((name) =>
      name.startsWith('/')
        ? existsSync(name)
        : folders.some((path) => existsSync(join(path, name))),
    )
  );
}

function canInstall() {
  const { status } = spawnSync('apt-get', ['--version'], { stdio: 'ignore' });
  return status === 0 && process.getuid?.() === 0;
}

function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {...string} args */
  const apt = (...args) => run('apt-get', ['-qq', '-o=Dpkg::Use-Pty=0', ...args], { env });
  const attempt = () => {
    const names = missing.flatMap(({ packages }) => packages.find(isKnown) ?? []);
    if (names.length < missing.length) return false;
    console.log(`Installing ${names.join(' and ')} (apt-get)...`);
    return apt('install', '-y', '--no-install-recommends', ...names);
  };
  // Its lists may be old, or not there at all.
  return attempt() || (apt('update') && attempt());
}

/** @param {string} name a package's */
function isKnown(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0;
}
