// The program's name and version, as every part of it says them.
import { readFileSync } from 'node:fs';

/** Lies beside the folder of this file, in the repository as in the published package. */
const packageJson = readFileSync(new URL('../package.json', import.meta.url), 'utf8');

export const program = {
  name: 'create-mcp-oauth-app',
  version: (JSON.parse(packageJson) as { version: string }).version,
} as const;
