// What child processes inherit.
import { expect, it } from 'vitest';
import { childEnvironment } from '../../src/project/environment.js';

it('leaves out what belongs to another repository or package, and keeps the rest', () => {
  const env = {
    PATH: '/bin',
    HOME: '/nowhere',
    GIT_AUTHOR_NAME: 'Ada',
    npm_config_registry: 'https://registry.example',
    NODE_ENV: 'production',
    GIT_DIR: '/other/.git',
    GIT_INDEX_FILE: '/other/.git/index',
    INIT_CWD: '/other',
    npm_package_name: 'other',
    npm_lifecycle_event: 'example',
    npm_config_local_prefix: '/other',
    npm_config_dry_run: 'true',
    npm_config_yes: 'true',
  };
  expect(Object.keys(childEnvironment(env))).toEqual([
    'PATH',
    'HOME',
    'GIT_AUTHOR_NAME',
    'npm_config_registry',
  ]);
});
