// npm run bench: what checking the token of each call costs, next to what nothing can exceed, and what
// a call and a refresh ask of the store.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Variant } from '../../src/answers/schema.js';
import { choices } from '../../src/answers/schema.js';
import { availableVariants, variantName } from '../../src/layers/registry.js';
import { median, middleHalf, ratios, table } from './figures.js';
import type { Rounds } from './measure.js';
import { measure } from './measure.js';
import type { StoreCost } from './store-cost.js';
import { isLeast, shownCost } from './store-cost.js';
import type { SubjectName } from './subjects.js';
import { subjects } from './subjects.js';

/** Of the calls without a bearer check, so many must be reached with it. */
const leastShare = 0.9;

const { values } = parseArgs({
  options: {
    framework: { type: 'string', multiple: true },
    storage: { type: 'string', multiple: true },
    connections: { type: 'string', default: '32' },
    seconds: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '48' },
    'warm-up': { type: 'string', default: '8000' },
  },
});
const plan = {
  connections: Number(values.connections),
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  warmUp: Number(values['warm-up']),
};

const chosen = availableVariants().filter(
  ({ framework, storage, upstream }) =>
    (values.framework ?? [choices.framework.default]).includes(framework) &&
    (values.storage ?? [choices.storage.default]).includes(storage) &&
    upstream === choices.upstream.default,
);
if (chosen.length === 0) throw new Error('There is no such variant');

const [cpu] = cpus();
console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpu?.model ?? 'an unknown CPU'}`);
console.log(
  `${plan.connections} connections, ${plan.rounds} rounds of ${plan.seconds} s each, in turn, after ${plan.warmUp} calls`,
);
let isReached = true;
for (const variant of chosen) isReached = (await bench(variant)) && isReached;
process.exitCode = isReached ? 0 : 1;

/** @returns whether the check and the refresh cost no more than they may */
async function bench(variant: Variant): Promise<boolean> {
  const parent = await mkdtemp(join(tmpdir(), 'create-mcp-oauth-app-bench-'));
  try {
    const { rounds, cost } = await measure(variant, plan, join(parent, 'project'));
    const share = median(ratios(rates(rounds, 'authenticated'), rates(rounds, 'unauthenticated')));
    console.log(`\n${variantName(variant)}\n${shown(rounds)}`);
    const isEnough = share >= leastShare;
    console.log(`at least ${percent(leastShare)} of the calls without it: ${verdict(isEnough)}`);
    return reportCost(cost) && isEnough;
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

function reportCost(cost: StoreCost): boolean {
  const isKept = isLeast(cost);
  console.log(`\n${shownCost(cost)}`);
  console.log(`one read a call; one read, one conditional write a refresh: ${verdict(isKept)}`);
  return isKept;
}

function verdict(isReached: boolean): string {
  return isReached ? 'reached' : 'MISSED';
}

function shown(rounds: Rounds): string {
  const base = rates(rounds, 'unauthenticated');
  const usual = median(base);
  const busy = (name: SubjectName) => rounds[name].map(({ busyUs }) => busyUs);
  const rows = (Object.keys(subjects) as SubjectName[]).map((name) => {
    const own = rates(rounds, name);
    // Limits are measured afterwards, by themselves.
    const shares = subjects[name].isCompared ? ratios(own, base) : own.map((rate) => rate / usual);
    const [from, to] = middleHalf(shares);
    const spared = subjects[name].isCompared ? ratios(busy('unauthenticated'), busy(name)) : [];
    return [
      subjects[name].title,
      median(own).toFixed(0),
      median(rounds[name].map(({ p99 }) => p99)).toFixed(0),
      median(busy(name)).toFixed(0),
      percent(median(shares)),
      `${percent(from)} to ${percent(to)}`,
      // Steadier than calls per second where the machine has other work.
      spared.length === 0 ? '' : percent(median(spared)),
    ];
  });
  const head = ['', 'calls/s', 'p99 ms', 'CPU us/call', 'share', 'half of the rounds', 'by CPU'];
  return table([head, ...rows]);
}

function rates(rounds: Rounds, name: SubjectName): number[] {
  return rounds[name].map(({ perSecond }) => perSecond);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
