/** Adds the variables of `.env` to the environment. */
import { existsSync } from 'node:fs';

/** Of the working directory, if there is one; what is set already stays. */
export function loadEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
