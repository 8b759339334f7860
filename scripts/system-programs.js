// Installs the programs of the operating system that tests need and that are absent, on Debian as root.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.js';

/** @typedef {{ package: string, programs: string[], variable: string, why: string }} Wanted */

/** @type {Wanted[]} */
const wanted = [
  {
    package: 'chromium',
    programs: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    variable: 'CHROMIUM',
    why: 'the pages are tested in a browser',
  },
  {
    package: 'redis-server',
    programs: ['redis-server', 'valkey-server'],
    variable: 'TEST_REDIS_URL',
    why: 'projects on Redis are tested on a real server',
  },
];

const missing = wanted.filter(({ programs, variable }) => !isPresent(programs, variable));
const names = missing.map((one) => one.package);
if (names.length > 0 && !(canInstall() && install(names))) {
  // The tests that need it fail, and say so again.
  for (const { package: name, variable, why } of missing) {
    console.log(`${name} is missing: ${why}. Install it, or set ${variable}.`);
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

/** @param {string[]} names */
function install(names) {
  console.log(`Installing ${names.join(' and ')} (apt-get)...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['install', '-y', '--no-install-recommends', ...names];
  const quiet = ['-qq', '-o=Dpkg::Use-Pty=0'];
  return (
    run('apt-get', [...quiet, ...packages], { env }) ||
    (run('apt-get', [...quiet, 'update'], { env }) &&
      run('apt-get', [...quiet, ...packages], { env }))
  );
}
