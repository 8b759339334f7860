/** A server that is killed at random, `KILLS` times. */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type Program, startPlainMain } from '../live/child.js';
import { freePort } from '../live/free-port.js';
import { type Issuer, mintClient, mintCode } from '../live/mint-token.js';
import { putKeys, secretKey } from '../oauth/shared-keys.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { type Connection, newConnection } from './connection.js';
import { type Breach, examine, live } from './lives.js';

const kills = Number(process.env['KILLS'] ?? 2);

/** So many clients are at work at a time. */
const clients = 12;

const clientId = 'client_test';

describe.runIf(acrossProcesses)('a server that is killed', { timeout: kills * 60_000 }, () => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let variables: Record<string, string>;
  let issuer: Issuer;
  let server: Program;

  beforeAll(async () => {
    opened = await openTestStore({ clock: Date.now });
    await putKeys(opened.store, Date.now);
    variables = {
      PORT: `${await freePort()}`,
      DATABASE_URL: opened.url,
      SECRET_KEYS: secretKey,
      RATE_LIMITS: 'off',
      // So that each generation is good once.
      REFRESH_RETRY_WINDOW: '0',
      CODE_REPEAT_WINDOW: '0',
    };
    issuer = { config: readConfig(variables), store: opened.store, clock: Date.now };
    await mintClient(issuer);
    server = await started();
  });
  afterAll(async () => {
    server.process.kill('SIGKILL');
    await server.ended;
    await opened.close();
  });

  async function started(): Promise<Program> {
    const program = startPlainMain(variables);
    await program.printed('ready');
    return program;
  }

  async function connect(): Promise<Connection> {
    return newConnection(clientId, await mintCode(issuer, { name: 'ada', scopes: [] }));
  }

  /** Lets clients work until the server dies, and returns their connections. */
  async function workUntilKilled(survivors: Connection[]): Promise<Connection[]> {
    const used: Connection[] = [];
    let isDead = false;
    const work = async (): Promise<void> => {
      while (!isDead) {
        const connection = survivors.pop() ?? (await connect());
        used.push(connection);
        await live(issuer.config.publicUrl, connection);
      }
    };
    const working = Array.from({ length: clients }, work);
    await new Promise((resolve) => setTimeout(resolve, randomInt(5, 600)));
    server.process.kill('SIGKILL');
    isDead = true;
    await Promise.all([...working, server.ended]);
    return used;
  }

  it('loses no grant, revives none, and honours nothing twice [TOK-6, REF-2, REV-3]', async () => {
    const { publicUrl } = issuer.config;
    const breaches: Breach[] = [];
    const over: Connection[] = [];
    const survivors: Connection[] = [];
    const seen = { kills, connections: 0, honoured: 0, unanswered: 0 };
    for (let kill = 0; kill < kills; kill += 1) {
      const used = await workUntilKilled(survivors);
      seen.unanswered += used.filter(({ isUnclear }) => isUnclear).length;
      server = await started();
      const checked = used.map((connection) => examine(publicUrl, connection));
      breaches.push(...(await Promise.all(checked)).flat());
      over.push(...used.filter(({ hasEnded }) => hasEnded));
      survivors.push(...used.filter(({ hasEnded }) => !hasEnded));
    }
    // Those that ended long ago are still over.
    for (const connection of over) breaches.push(...(await examine(publicUrl, connection)));
    for (const { honoured } of [...over, ...survivors]) {
      seen.connections += 1;
      for (const times of honoured.values()) seen.honoured += times;
    }
    if (process.env['KILLS'] !== undefined) console.log(seen, breaches);
    expect(breaches).toEqual([]);
    expect(seen.connections).toBeGreaterThan(kills);
  });
});
