/** The server's process, without its framework. */
import { expect, it } from 'vitest';
import { startPlainMain } from './live/child.js';
import { freePort } from './live/free-port.js';
import { putKeys, secretKey } from './oauth/shared-keys.js';
import { openTestStore } from './store/open-test-store.js';

it('says where clients find it, serves there, and ends with code 0 on SIGINT', async () => {
  const { store, url, close } = await openTestStore({ clock: Date.now });
  await putKeys(store, Date.now);
  const port = await freePort();
  const program = startPlainMain({
    PORT: `${port}`,
    DATABASE_URL: url,
    SECRET_KEYS: secretKey,
  });
  try {
    await program.printed('ready');
    expect(program.output()).toContain(`http://localhost:${port}/mcp`);
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect(program.output()).not.toContain(secretKey);
  } finally {
    program.process.kill('SIGKILL');
    await program.ended;
    await close();
  }
});

it('lists every mistake in its environment, and ends with code 1 [SEC-7]', async () => {
  const program = startPlainMain({
    NODE_ENV: 'production',
    PUBLIC_URL: 'http://example.com',
    SECRET_KEYS: '',
  });
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain('PUBLIC_URL');
  expect(program.output()).toContain('SECRET_KEYS');
  expect(program.output()).not.toContain('    at ');
});
