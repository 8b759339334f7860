/** `clients`: the OAuth clients that this server knows. */
import { add, addOptions } from './clients/add.js';
import { list } from './clients/list.js';
import { remove } from './clients/remove.js';
import { rotateOptions, rotateSecret } from './clients/rotate-secret.js';
import { show } from './clients/show.js';
import { disable, enable } from './clients/switch.js';
import type { Command } from './command.js';

export const clientsCommands: readonly Command[] = [
  {
    name: 'clients add',
    operands: ['NAME'],
    summary: 'Adds a client that you vouch for; prints its id, and its secret this once.',
    options: addOptions,
    run: add,
  },
  {
    name: 'clients list',
    operands: [],
    summary: 'Lists the registered clients, and others that hold grants.',
    options: { json: { description: 'as JSON' } },
    run: list,
  },
  {
    name: 'clients show',
    operands: ['ID'],
    summary: 'Shows what is known of a client, as JSON.',
    options: {},
    run: show,
  },
  {
    name: 'clients rotate-secret',
    operands: ['ID'],
    summary: 'Gives a client that you added another secret; the old one ends later.',
    options: rotateOptions,
    run: rotateSecret,
  },
  {
    name: 'clients disable',
    operands: ['ID'],
    summary: 'Switches a client off at once and ends its grants.',
    options: {},
    run: disable,
  },
  {
    name: 'clients enable',
    operands: ['ID'],
    summary: 'Switches a client on again; its users connect it anew.',
    options: {},
    run: enable,
  },
  {
    name: 'clients remove',
    operands: ['ID'],
    summary: 'Forgets a client and ends its grants; it may register again.',
    options: {},
    run: remove,
  },
];
