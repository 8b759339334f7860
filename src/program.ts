// The program's name and version, as every part of it says them.
import packageJson from '../package.json' with { type: 'json' };

export const program = { name: 'create-mcp-oauth-app', version: packageJson.version } as const;
