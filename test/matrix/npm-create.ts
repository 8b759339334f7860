// Creates a project the way people do: with npm, out of the packed release.
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { startRegistry } from '../registry/registry.js';
import { packThisRelease } from '../registry/this-release.js';
import { command } from './command.js';
import type { Place, Step } from './steps.js';
import { nameFlag } from './steps.js';

/**
 * `npm create` with an empty cache, from a registry on loopback that holds this release alone.
 *
 * @param flags answers, for what has another default
 */
export function npmCreate({ folder, env }: Place, ...flags: readonly string[]): Step {
  return {
    name: 'npm create',
    required: true,
    work: async () => {
      const home = `${folder}-npm`;
      await mkdir(home, { recursive: true });
      const registry = await startRegistry([await packThisRelease(home)]);
      const answers = [nameFlag, '--yes', '--no-install', '--no-git', ...flags];
      const fresh = { npm_config_registry: registry.url, npm_config_cache: home };
      try {
        return await command(
          'npm',
          ['create', 'mcp-oauth-app@latest', folder, '--', ...answers],
          dirname(folder),
          { ...env, ...fresh, npm_config_yes: 'true' },
        );
      } finally {
        await registry.close();
      }
    },
  };
}
