/** What only the memory layer has: where it is refused. */
import { describe, expect, it } from 'vitest';
import { StoreUnfit } from '../../src/store/contract.js';
import { openStore } from '../../src/store/index.js';
import { adminProcess } from '../admin/run-admin.js';
import { startPlainMain } from '../live/child.js';
import { inProduction } from '../login/environment.js';

const production = {
  ...inProduction,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://mcp.example.com',
  SECRET_KEYS: 'k7Vq2nTzX9wLr4mYb8sHd3fGj6pCa1eU0iOoQxZyWtR',
};

describe('memory', () => {
  it('is refused in production, by the program too [SEC-7]', async () => {
    const options = { url: 'memory:', clock: Date.now, production: true };
    await expect(openStore(options)).rejects.toThrow(StoreUnfit);
    const program = startPlainMain(production);
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^This project keeps its data in memory.*Production needs/);
    expect(program.output()).not.toContain('    at ');
  });

  it('is out of reach of the operator', async () => {
    const { code, output, errors } = await adminProcess('memory:')('users list');
    expect([code, output]).toEqual([1, '']);
    expect(errors).toMatch(/^The data is in the memory of the server/);
    expect(errors).not.toContain('    at ');
  });

  it('is another for each store, and not shared', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(() => openStore({ url: 'memory:', clock: Date.now })),
    );
    await first?.insert('note', 'n', { value: 1 });
    expect(await second?.get('note', 'n')).toBeUndefined();
    expect(first?.isShared).toBe(false);
  });

  it.each(['', 'memory', 'memory:x', 'file:data/mcp.db', 'postgres://ann:s3cret@localhost/mcp'])(
    'is not what "%s" means',
    async (url) => {
      const error = await openStore({ url, clock: Date.now }).catch((thrown: Error) => thrown);
      expect(error).toEqual(new StoreUnfit('DATABASE_URL must be "memory:", or absent.'));
    },
  );
});
