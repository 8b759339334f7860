/** Clients that the operator gave some scopes only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import {
  addByOperator,
  type OperatedWorld,
  openOperatedWorld,
} from '../../admin/clients/operating.js';
import { bodyOf, redeem } from '../client-calls.js';
import { allow } from './allowing.js';

let world: OperatedWorld;

beforeAll(async () => {
  world = await openOperatedWorld();
});
afterAll(() => world.close());

/** What the client is granted, or the error. */
async function granted(own: string, scope: string | undefined): Promise<unknown> {
  const options = `--redirect-uri https://client.example/callback ${own}`.trim();
  const { id, secret } = await addByOperator(world, options);
  const { code = '', error } = await allow(world, { id }, { scope });
  if (error !== undefined) return error;
  const tokens = await redeem(world, { id } as Client, code, { client_secret: secret });
  return (await bodyOf(tokens))['scope'];
}

const reading = '--scope notes:read';
const writing = '--scope notes:write';

describe('the scopes of a client', () => {
  it.each([
    ['', 'notes:read notes:write', 'notes:read notes:write'],
    [reading, 'notes:read notes:write offline_access', 'notes:read offline_access'],
    [reading, 'notes:read', 'notes:read'],
    [writing, 'notes:read notes:write', 'notes:read notes:write'],
    [`${reading} --scope reports:make`, 'notes:read reports:make', 'notes:read'],
  ])('%j leave of %j only %j [REG-1]', async (own, asked, expected) => {
    expect(await granted(own, asked)).toBe(expected);
  });

  it('are the first one alone where nothing is asked for [REG-1]', async () => {
    expect(await granted('', undefined)).toBe('notes:read');
    expect(await granted(reading, undefined)).toBe('notes:read');
    expect(await granted(writing, 'offline_access')).toBe('notes:read offline_access');
  });

  it('must be among those asked for: invalid_scope [REG-1, AZ-5]', async () => {
    expect(await granted(reading, 'notes:write')).toBe('invalid_scope');
    expect(await granted(reading, 'unknown')).toBe('invalid_scope');
  });
});
