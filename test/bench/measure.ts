// Measures one variant: every subject as a process, all of them running, and rounds in turn.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Variant } from '../../src/answers/schema.js';
import { openDatabase } from '../matrix/connection/database.js';
import { people } from '../matrix/connection/person.js';
import type { Round, Target } from './load.js';
import { load, probe } from './load.js';
import { buildProject, copyFor } from './project.js';
import type { BenchServer } from './server.js';
import { freePort, startProgram } from './server.js';
import type { StoreCost } from './store-cost.js';
import { counted, storeCost } from './store-cost.js';
import type { Subject, SubjectName } from './subjects.js';
import { subjects } from './subjects.js';
import type { Tokens } from './token.js';
import { signInForTokens } from './token.js';

export interface Plan {
  readonly connections: number;
  /** Calls of each subject before anything counts: until then the engine still compiles. */
  readonly warmUp: number;
  /** Of one round. */
  readonly seconds: number;
  readonly rounds: number;
}

/** A round, and the microseconds of processor time that one call took the server. */
export type Measured = Round & { readonly busyUs: number };

export type Rounds = Readonly<Record<SubjectName, readonly Measured[]>>;

export interface Results {
  readonly rounds: Rounds;
  readonly cost: StoreCost;
}

/** @param folder where the projects go; outside this repository */
export async function measure(variant: Variant, plan: Plan, folder: string): Promise<Results> {
  const project = await buildProject(variant, folder);
  const cost = await countOnce(variant, project);
  const done: Record<SubjectName, Measured[]> = {
    authenticated: [],
    unauthenticated: [],
    sdk: [],
    framework: [],
  };
  const upTo = (count: number) => Math.round((plan.rounds * count) / generations);
  for (let generation = 0; generation < generations; generation += 1) {
    const order = generation % 2 === 0 ? compared : compared.toReversed();
    const share = Math.max(1, upTo(generation + 1) - upTo(generation));
    const part = await measureStarted(variant, project, { ...plan, rounds: share }, order);
    for (const name of compared) done[name].push(...part[name]);
  }
  const few = { ...plan, rounds: Math.ceil(plan.rounds / 6) };
  const part = await measureStarted(variant, project, few, limits);
  for (const name of limits) done[name].push(...part[name]);
  return { cost, rounds: done };
}

const names = Object.keys(subjects) as SubjectName[];
const compared = names.filter((name) => subjects[name].isCompared);
const limits = names.filter((name) => !subjects[name].isCompared);

/**
 * How often those that are compared are started anew: two processes of one program differ by four per
 * cent and more, for as long as they live, and the one that was started first is mostly the slower one.
 */
const generations = 12;

/** @param order in which they are started */
async function measureStarted(
  variant: Variant,
  project: string,
  plan: Plan,
  order: readonly SubjectName[],
): Promise<Rounds> {
  const started = new Map<SubjectName, Started>();
  try {
    for (const name of order) {
      started.set(name, await start(variant, project, name, subjects[name]));
    }
    return await rounds(alike(started), plan);
  } finally {
    for (const one of started.values()) await one.stop();
  }
}

async function countOnce(variant: Variant, project: string): Promise<StoreCost> {
  const { url, tokens, stop } = await start(variant, project, 'counted', counted);
  try {
    if (tokens === undefined) throw new Error('Nobody is signed in');
    return await storeCost(url, tokens);
  } finally {
    await stop();
  }
}

interface Started {
  /** The origin. */
  readonly url: string;
  readonly target: Target;
  /** Of whoever is signed in. */
  readonly tokens: Tokens | undefined;
  readonly busyMs: BenchServer['busyMs'];
  readonly stop: () => Promise<void>;
}

async function start(
  variant: Variant,
  project: string,
  name: string,
  subject: Subject,
): Promise<Started> {
  const folder = await copyFor(project, name, subject);
  const meet = people[variant.upstream];
  if (meet === undefined) throw new Error(`Nobody can sign in with ${variant.upstream} yet`);

  const database = await openDatabase(variant.storage);
  const port = await freePort();
  const env = {
    ...process.env,
    ...database.env,
    SECRET_KEYS: randomBytes(32).toString('base64url'),
    // Lines in the log cost the same with and without a token: without them the difference counts.
    LOG_LEVEL: 'warn',
    PORT: `${port}`,
  };
  let printed = '';
  const person = subject.signedIn
    ? await meet({ variant, folder, env, printed: () => printed })
    : undefined;
  const program = { folder, main: subject.main, port, env: { ...env, ...person?.env } };
  const server = await startProgram(program, (text) => {
    printed += text;
  });
  const stop = async () => {
    await server.stop();
    await person?.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url, busyMs } = server;
    const tokens = person && (await signInForTokens(url, person.signIn));
    const target = { url: `${url}/mcp`, ...(tokens && { token: tokens.accessToken }) };
    await probe(target);
    return { url, target, tokens, stop, busyMs };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Those that are compared get the same bytes: a longer request costs whoever sends it too, on the
 * same processors, and that is none of the check's doing.
 */
function alike(started: ReadonlyMap<SubjectName, Started>): Map<SubjectName, Started> {
  const token = started.get('authenticated')?.target.token;
  const same = [...started].map(([name, one]) => {
    const sent = subjects[name].isCompared && token !== undefined ? { token } : {};
    return [name, { ...one, target: { ...one.target, ...sent } }] as const;
  });
  return new Map(same);
}

async function rounds(started: ReadonlyMap<SubjectName, Started>, plan: Plan): Promise<Rounds> {
  const done: Record<SubjectName, Measured[]> = {
    authenticated: [],
    unauthenticated: [],
    sdk: [],
    framework: [],
  };
  const all = [...started];
  for (const [, { target }] of all) await load(target, plan.connections, { amount: plan.warmUp });

  for (let round = 0; round < plan.rounds; round += 1) {
    // There and back, so that nobody always comes after the other.
    const turn = round % 2 === 0 ? all : all.toReversed();
    for (const [name, one] of turn) done[name].push(await measureOnce(one, plan));
  }
  return done;
}

async function measureOnce({ target, busyMs }: Started, plan: Plan): Promise<Measured> {
  const before = busyMs();
  const round = await load(target, plan.connections, { duration: plan.seconds });
  const spent = (busyMs() ?? Number.NaN) - (before ?? Number.NaN);
  return { ...round, busyUs: (spent * 1000) / round.calls };
}
