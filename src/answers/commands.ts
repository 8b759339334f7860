// How each package manager says what a project needs to say, in its README, CI and Dockerfile.
import type { ChoiceOf } from './schema.js';

export type PackageManager = ChoiceOf<'packageManager'>;

export interface Commands {
  readonly install: string;
  /** Runs a script of package.json: `npm run` + ` dev`. */
  readonly run: string;
  /** Runs a program of a package that need not be installed. */
  readonly exec: string;
  /** Goes between a script's name and its own flags, where the manager wants it. */
  readonly dashes: string;
  /** What an exact installation reads besides package.json. */
  readonly lockFiles: string;
  /** Exactly what the lock file says, on a machine that has only Node. */
  readonly installLocked: string;
  /** Leaves production dependencies only, after a locked installation. */
  readonly installProduction: string;
  /** Fails on known vulnerabilities of production dependencies. */
  readonly audit: string;
}

const pnpm = 'npx --yes pnpm@12.21.0';
const bun = 'npx --yes bun@1.4.5';

export const commandsOf: Readonly<Record<PackageManager, Commands>> = {
  npm: {
    install: 'npm install',
    run: 'npm run',
    exec: 'npx',
    dashes: '-- ',
    lockFiles: 'package-lock.json',
    installLocked: 'npm ci',
    installProduction: 'npm prune --omit=dev',
    audit: 'npm audit --omit=dev',
  },
  pnpm: {
    install: 'pnpm install',
    run: 'pnpm',
    exec: 'pnpm dlx',
    dashes: '',
    lockFiles: 'pnpm-lock.yaml pnpm-workspace.yaml',
    installLocked: `${pnpm} install --frozen-lockfile`,
    installProduction: `CI=true ${pnpm} install --prod --frozen-lockfile`,
    audit: `${pnpm} audit --prod`,
  },
  yarn: {
    install: 'yarn install',
    // `yarn check` alone is a command of yarn's own.
    run: 'yarn run',
    exec: 'npx',
    dashes: '',
    lockFiles: 'yarn.lock .yarnrc.yml',
    installLocked: 'yarn install --frozen-lockfile',
    installProduction: 'yarn install --frozen-lockfile --production',
    audit: 'yarn audit --groups dependencies',
  },
  bun: {
    install: 'bun install',
    run: 'bun run',
    exec: 'bunx',
    dashes: '',
    lockFiles: 'bun.lock',
    installLocked: `${bun} install --frozen-lockfile`,
    installProduction: `rm -rf node_modules && ${bun} install --frozen-lockfile --production`,
    audit: `${bun} audit`,
  },
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
