// Where the package managers are that tests run, besides the npm of this machine; see scripts/package-managers.js.
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'node_modules');

/** A dependency of this repository. */
export const pnpm = join(import.meta.dirname, '../../node_modules/.bin/pnpm');

export const yarn = join(folder, '.bin/yarn');

/** The package in this folder holds no program for other systems. */
export const bun =
  process.platform === 'linux' && process.arch === 'x64'
    ? join(folder, '@oven/bun-linux-x64/bin/bun')
    : undefined;

/**
 * Points all of them to a registry, and to a folder for everything that they keep.
 *
 * @param registry its address
 * @param home empty, for a cold cache
 */
export function managersEnvironment(registry: string, home: string): NodeJS.ProcessEnv {
  return {
    npm_config_registry: registry,
    npm_config_cache: home,
    npm_config_yes: 'true',
    pnpm_config_registry: registry,
    PNPM_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
    YARN_ENABLE_TELEMETRY: '0',
    YARN_GLOBAL_FOLDER: home,
    BUN_INSTALL: home,
    BUN_INSTALL_CACHE_DIR: home,
    TMPDIR: home,
  };
}
