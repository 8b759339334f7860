// What one call and one refresh ask of the store, counted in a running server.
import { table } from './figures.js';
import { probe } from './load.js';
import type { Subject } from './subjects.js';
import type { Tokens } from './token.js';
import { refresh } from './token.js';

/** The verbs that were used, and how often; none that was not. */
export type Asked = Readonly<Partial<Record<string, number>>>;

/** What each of several calls, and each of several refreshes, asked. */
export interface StoreCost {
  readonly call: readonly Asked[];
  readonly refresh: readonly Asked[];
}

const times = 3;
const countsPath = '/counts';

/** The server, with a store that counts and a page that tells. */
export const counted: Subject = {
  title: 'the same, counting what is asked of the store',
  files: { 'counted.js': countingServer() },
  main: 'counted.js',
  signedIn: true,
  isCompared: false,
};

/**
 * @param url of a server that counts
 * @throws Error if a call or a refresh fails
 */
export async function storeCost(url: string, tokens: Tokens): Promise<StoreCost> {
  const target = { url: `${url}/mcp`, token: tokens.accessToken };
  let latest = tokens;
  // What came before the first is nobody's.
  await counts(url);
  const call = await repeated(url, () => probe(target));
  const refreshes = await repeated(url, async () => {
    latest = await refresh(url, latest);
  });
  return { call, refresh: refreshes };
}

/** Whether each call was one read, and each refresh one read and one conditional write. */
export function isLeast({ call, refresh: refreshes }: StoreCost): boolean {
  const is = (asked: Asked, reads: number, writes: number) =>
    readsOf(asked) === reads && writesOf(asked) === writes;
  return call.every((asked) => is(asked, 1, 0)) && refreshes.every((asked) => is(asked, 1, 1));
}

/** @returns a table; a row gives what the last one of several asked */
export function shownCost(cost: StoreCost): string {
  const row = (title: string, asked: Asked = {}) =>
    [title, readsOf(asked), writesOf(asked), sum(asked, ['increment'])].map(String);
  return table([
    ['asked of the store', 'reads', 'conditional writes', 'counted for limits'],
    row('one tools/call', cost.call.at(-1)),
    row('one refresh', cost.refresh.at(-1)),
  ]);
}

function readsOf(asked: Asked): number {
  return sum(asked, ['get', 'find']);
}

function writesOf(asked: Asked): number {
  return sum(asked, ['insert', 'replace', 'remove']);
}

function sum(asked: Asked, verbs: readonly string[]): number {
  return verbs.reduce((total, verb) => total + (asked[verb] ?? 0), 0);
}

async function repeated(url: string, act: () => Promise<void>): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let time = 0; time < times; time += 1) {
    await act();
    asked.push(await counts(url));
  }
  return asked;
}

/** @returns what was asked since the last look */
async function counts(url: string): Promise<Asked> {
  return (await (await fetch(`${url}${countsPath}`)).json()) as Asked;
}

function countingServer(): string {
  return `
import { randomBytes } from 'node:crypto';
import { readConfig } from './config.js';
import { serve } from './http/serve.js';
import { createLogger } from './log.js';
import * as toolset from './mcp/tools/index.js';
import { openServer } from './server.js';
let asked = {};
const telling = (listener) => async (request, address) => {
  if (new URL(request.url).pathname !== '${countsPath}') return listener(request, address);
  const seen = asked;
  asked = {};
  return Response.json(seen);
};
const config = readConfig(process.env);
const { store, login } = await openServer(config, {
  log: createLogger(config),
  toolset,
  clock: Date.now,
  random: randomBytes,
  serve: (listener, options) => serve(telling(listener), options),
});
for (const verb of ['get', 'find', 'insert', 'replace', 'remove', 'increment']) {
  const real = store[verb];
  store[verb] = (...given) => {
    // The signing keys are looked at every few seconds, whoever calls and however often.
    if (given[0] !== 'key') asked[verb] = (asked[verb] ?? 0) + 1;
    return real.apply(store, given);
  };
}
console.log((await login.missing?.()) ?? '');
`;
}
