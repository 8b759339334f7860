/** The server as operators run it. */
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Program, startMain } from './live/child.js';
import { freePort } from './live/free-port.js';
import { openTestStore } from './store/open-test-store.js';

const secretKey = 'a-secret-that-only-tests-know-0123456789';

async function start(port: number): Promise<Program> {
  const { url, close } = await openTestStore({ clock: Date.now });
  const program = startMain({
    PORT: `${port}`,
    DATABASE_URL: url,
    SECRET_KEYS: secretKey,
    // Keys of this kind are made at once.
    SIGNING_ALGORITHM: 'ES256',
  });
  onTestFinished(async () => {
    program.process.kill('SIGKILL');
    await program.ended;
    await close();
  });
  return program;
}

describe('the server process', () => {
  it('says where clients find it, serves there, and ends with code 0 on SIGTERM', async () => {
    const port = await freePort();
    const program = await start(port);
    await program.printed('ready');
    expect(program.output()).toContain(`http://localhost:${port}/mcp`);
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200);
    program.process.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.output()).not.toContain(secretKey);
  });

  it('says that its port is taken, and ends with code 1', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());
    const program = await start(port);
    expect(await program.ended).toBe(1);
    expect(program.output()).toContain(`127.0.0.1:${port} is in use`);
    expect(program.output()).not.toContain('    at ');
  });
});
