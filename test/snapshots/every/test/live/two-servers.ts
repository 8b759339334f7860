/** Two server processes on one database. */
import { expect } from 'vitest';
import { type Config, readConfig } from '../../src/config.js';
import type { Store } from '../../src/store/contract.js';
import { loginEnvironment } from '../login/environment.js';
import { secretKey } from '../oauth/shared-keys.js';
import { openTestStore } from '../store/open-test-store.js';
import { startPlainMain } from './child.js';
import { freePort } from './free-port.js';
import { openRoundRobin, type RoundRobin } from './round-robin.js';

export interface TwoServers {
  config: Config;
  store: Store;
  clock: () => number;
  /** Where each listens; the public URL is that of the balancer. */
  urls: [string, string];
  balancer: RoundRobin;
  close: () => Promise<void>;
}

/** Starts both at once: one of them makes the signing key. */
export async function openTwoServers(): Promise<TwoServers> {
  const opened = await openTestStore({ clock: Date.now });
  const balancer = await openRoundRobin();
  const publicUrl = `http://localhost:${balancer.port}`;
  const ports = [await freePort(), await freePort()] as const;
  const shared = {
    PUBLIC_URL: publicUrl,
    DATABASE_URL: opened.url,
    SECRET_KEYS: secretKey,
    // Keys of this kind are made at once.
    SIGNING_ALGORITHM: 'ES256',
    RATE_LIMITS: 'off',
    TRUSTED_PROXY_HOPS: '1',
    ...(await loginEnvironment(publicUrl)),
  };
  const programs = ports.map((port) => startPlainMain({ ...shared, PORT: `${port}` }));
  await Promise.all(programs.map((program) => program.printed('ready')));
  const urls: [string, string] = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`];
  balancer.targets.push(...urls);
  return {
    config: readConfig({ ...shared, PORT: `${ports[0]}` }),
    store: opened.store,
    clock: Date.now,
    urls,
    balancer,
    async close() {
      for (const program of programs) program.process.kill('SIGTERM');
      expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0]);
      await balancer.close();
      await opened.close();
    },
  };
}
