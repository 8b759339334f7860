/** All commands, in the order of the help. */
import { auditCommands } from './audit.js';
import { clientsCommands } from './clients.js';
import type { Command } from './command.js';
import { grantsCommands } from './grants.js';
import { keysCommands } from './keys.js';
import { storeCommands } from './store.js';
import { usersCommands } from './users.js';

export const commands: readonly Command[] = [
  ...usersCommands,
  ...grantsCommands,
  ...clientsCommands,
  ...keysCommands,
  ...auditCommands,
  ...storeCommands,
];
