/** Adds the variables of `.env` to the environment. */
import { existsSync } from 'node:fs';

/**
 * Loads `.env` of the working directory, if there is one. A variable that is set already wins, so
 * that `PORT=4000 npm run dev` does what it says.
 *
 * @returns the environment of this process
 */
export function loadEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
