/** Adds `.env` to the environment. */
import { existsSync } from 'node:fs';

/** Variables that are set already win: `PORT=4000 npm run dev` does what it says. */
export function loadEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
