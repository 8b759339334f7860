// How each package manager says "install", "run a script" and "run a package".
import type { ChoiceOf } from './schema.js';

export type PackageManager = ChoiceOf<'packageManager'>;

/** `dashes` goes between a script's name and its own flags, where the manager wants it. */
export interface Commands {
  readonly install: string;
  readonly run: string;
  readonly exec: string;
  readonly dashes: string;
}

export const commandsOf: Readonly<Record<PackageManager, Commands>> = {
  npm: { install: 'npm install', run: 'npm run', exec: 'npx', dashes: '-- ' },
  pnpm: { install: 'pnpm install', run: 'pnpm', exec: 'pnpm dlx', dashes: '' },
  yarn: { install: 'yarn install', run: 'yarn', exec: 'npx', dashes: '' },
  bun: { install: 'bun install', run: 'bun run', exec: 'bunx', dashes: '' },
};

/**
 * Which package manager started us.
 *
 * @param userAgent the variable `npm_config_user_agent`, such as `pnpm/12.21.0 npm/? node/v24.1.0`
 */
export function packageManagerFrom(userAgent: string | undefined): PackageManager | undefined {
  const name = userAgent?.split('/')[0] ?? '';
  return Object.hasOwn(commandsOf, name) ? (name as PackageManager) : undefined;
}
