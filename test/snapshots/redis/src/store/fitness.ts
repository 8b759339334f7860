/** Whether a server keeps what it is given. */
import type { Client, Connection } from './connection.js';
import { StoreUnfit } from './contract.js';

/** Who is to hear of what. */
interface Attention {
  production: boolean;
  warn: (sentence: string) => void;
}

/** The oldest version that knows every command used here; Valkey calls itself 7.2 or newer. */
const oldest = [6, 2];

/**
 * Refuses what loses data, in production; elsewhere says so. What hosts let nobody see is taken on
 * trust, with a warning.
 *
 * @throws StoreUnfit
 * @throws StoreUnavailable
 */
export async function checkFitness({ run }: Connection, attention: Attention): Promise<void> {
  const facts = readFacts(await run((client) => client.info()));
  const version = facts.get('redis_version') ?? '';
  if (!isNewEnough(version)) {
    throw new StoreUnfit(
      `This is Redis ${version}; version ${oldest.join('.')} or newer is needed.`,
    );
  }
  if (facts.get('cluster_enabled') === '1') {
    throw new StoreUnfit(
      'This is a Redis Cluster, which cannot change several keys at once. Use a single primary, with replicas if you like.',
    );
  }
  const found = [evicts(facts), forgets(facts, await run(readSettings))];
  for (const { loses, sentence } of found.filter((one) => one !== undefined)) {
    if (loses && attention.production) throw new StoreUnfit(sentence);
    attention.warn(sentence);
  }
}

/** `loses`: data goes though nothing broke down. */
interface Weakness {
  loses: boolean;
  sentence: string;
}

type Facts = ReadonlyMap<string, string>;

function evicts(facts: Facts): Weakness | undefined {
  const policy = facts.get('maxmemory_policy');
  if (facts.get('maxmemory') === '0' || policy === 'noeviction') return undefined;
  return {
    loses: true,
    sentence: `Redis deletes connections of users when its memory is full (maxmemory-policy is ${policy}). Set maxmemory-policy to noeviction.`,
  };
}

function forgets(facts: Facts, settings: Facts | undefined): Weakness | undefined {
  if (facts.get('aof_enabled') === '1') {
    const mode = settings?.get('appendfsync');
    if (mode === undefined || mode === 'always') return undefined;
    const when = mode === 'everysec' ? 'once a second' : 'when the system likes to';
    const sentence = `Redis acknowledges writes before they are on disk, where it puts them ${when}: a power cut may bring revoked grants back to life. Set appendfsync to always.`;
    return { loses: false, sentence };
  }
  if (settings === undefined) {
    return {
      loses: false,
      sentence:
        'This Redis writes no append-only file, and does not say what it keeps instead. Make sure that it outlives a restart; without, every user has to connect again.',
    };
  }
  const remedy = 'Set appendonly to yes and appendfsync to always.';
  return settings.get('save') === ''
    ? { loses: true, sentence: `Redis keeps nothing over a restart. ${remedy}` }
    : {
        loses: false,
        sentence: `Redis keeps a snapshot now and then: a restart may bring revoked grants back to life and end the connections made since. ${remedy}`,
      };
}

/** @returns `undefined` where nobody may ask */
async function readSettings(client: Client): Promise<Facts | undefined> {
  try {
    const settings = await client.configGet(['save', 'appendfsync']);
    return new Map(Object.entries(settings));
  } catch (error) {
    if (error instanceof Error && /^(NOPERM|ERR unknown command)/.test(error.message)) return;
    throw error;
  }
}

function readFacts(info: string): Facts {
  return new Map(
    [...info.matchAll(/^(\w+):(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = oldest;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
