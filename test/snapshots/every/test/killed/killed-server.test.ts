/**
 * A server that is killed at random moments, with clients at work: what they were told holds. As
 * often as `KILLS` says.
 */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../src/config.js';
import type { Client } from '../../src/oauth/clients/client.js';
import { type Program, startPlainMain } from '../live/child.js';
import { freePort } from '../live/free-port.js';
import { mintCode } from '../live/mint-token.js';
import { putKeys, secretKey } from '../oauth/shared-keys.js';
import { acrossProcesses, openTestStore } from '../store/open-test-store.js';
import { type Connection, newConnection } from './connection.js';
import { type Breach, examine, live } from './lives.js';

const kills = Number(process.env['KILLS'] ?? 2);

/** So many clients are at work at a time, and so many go on after a crash. */
const lanes = 12;

const clientId = 'client_killed';

describe.runIf(acrossProcesses)('a server that is killed', { timeout: kills * 60_000 }, () => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let variables: Record<string, string>;
  let config: Config;
  let server: Program;

  beforeAll(async () => {
    opened = await openTestStore({ clock: Date.now });
    await putKeys(opened.store, Date.now);
    variables = {
      PORT: `${await freePort()}`,
      DATABASE_URL: opened.url,
      SECRET_KEYS: secretKey,
      RATE_LIMITS: 'off',
      // So that each generation is good once, and not a moment longer.
      REFRESH_RETRY_WINDOW: '0',
      CODE_REPEAT_WINDOW: '0',
    };
    config = readConfig(variables);
    const client: Client = {
      id: clientId,
      origin: 'operator',
      redirectUris: [],
      grantTypes: ['authorization_code', 'refresh_token'],
      authMethods: ['none'],
      metadata: {},
      createdAt: 0,
    };
    await opened.store.insert('client', clientId, { value: client });
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
    const issuer = { config, store: opened.store, clock: Date.now };
    const holder = { name: 'ada', scopes: [], clientId };
    return newConnection(clientId, await mintCode(issuer, holder));
  }

  /** Lets clients work until the server dies; resolves to all connections that were in use. */
  async function workUntilKilled(survivors: Connection[]): Promise<Connection[]> {
    const used: Connection[] = [];
    let isDead = false;
    const work = async (): Promise<void> => {
      while (!isDead) {
        const connection = survivors.pop() ?? (await connect());
        used.push(connection);
        await live(config.publicUrl, connection);
      }
    };
    const working = Array.from({ length: lanes }, work);
    await new Promise((resolve) => setTimeout(resolve, randomInt(5, 600)));
    server.process.kill('SIGKILL');
    isDead = true;
    await Promise.all([...working, server.ended]);
    return used;
  }

  it('has lost no grant, revives none, and honours nothing twice [TOK-6, REF-2, REV-3]', async () => {
    const breaches: Breach[] = [];
    const over: Connection[] = [];
    const survivors: Connection[] = [];
    const seen = { kills, connections: 0, honoured: 0, unanswered: 0 };
    for (let kill = 0; kill < kills; kill += 1) {
      const used = await workUntilKilled(survivors);
      seen.unanswered += used.filter(({ isUnclear }) => isUnclear).length;
      server = await started();
      const examined = used.map((connection) => examine(config.publicUrl, connection));
      breaches.push(...(await Promise.all(examined)).flat());
      over.push(...used.filter(({ hasEnded }) => hasEnded));
      survivors.push(...used.filter(({ hasEnded }) => !hasEnded));
    }
    // Those that ended long ago are still over.
    for (const connection of over) breaches.push(...(await examine(config.publicUrl, connection)));
    for (const { honoured } of [...over, ...survivors]) {
      seen.connections += 1;
      for (const times of honoured.values()) seen.honoured += times;
    }
    if (process.env['KILLS'] !== undefined) console.log(seen, breaches);
    expect(breaches).toEqual([]);
    expect(seen.connections).toBeGreaterThan(kills);
  });
});
