/** The ring in the memory of one instance, read again every few seconds. */
import { StoreUnavailable } from '../../store/contract.js';
import { type LoadedKey, loadKey } from '../signing-key.js';
import { keysInUse, leavesAt } from './ring.js';
import { type FoundRing, prepareRing, type RingContext, readRing } from './stored-ring.js';
import { rereadEveryMs } from './times.js';

export interface KnownKeys {
  /** The keys that count now; the one that signs comes first. */
  current(): Promise<[LoadedKey, ...LoadedKey[]]>;
  /** Whether this key counts, as far as is known; if not, `find` decides. */
  isKnown(key: LoadedKey): boolean;
  /**
   * The key of that id.
   *
   * @throws StoreUnavailable if another instance may have made it
   */
  find(kid: unknown): Promise<LoadedKey | undefined>;
}

interface Loaded {
  ring: FoundRing;
  keys: ReadonlyMap<string, LoadedKey>;
}

/** @throws if no listed secret opens the key that signs */
export async function openKnownKeys(context: RingContext): Promise<KnownKeys> {
  const { clock, secrets } = context;
  let loadedAt = clock();
  let failedAt = Number.NEGATIVE_INFINITY;
  let loaded = await load(await prepareRing(context));
  let loading: Promise<void> | undefined;
  await inUse()[0].signWith();

  async function load(ring: FoundRing, known?: Loaded): Promise<Loaded> {
    const keys = new Map<string, LoadedKey>();
    for (const { key } of keysInUse(ring, clock())) {
      keys.set(key.kid, known?.keys.get(key.kid) ?? (await loadKey(key, secrets)));
    }
    return { ring, keys };
  }

  // Everybody waits for the same read.
  function reread(): Promise<void> {
    loading ??= loadAgain().finally(() => {
      loading = undefined;
    });
    return loading;
  }

  async function loadAgain(): Promise<void> {
    const startedAt = clock();
    try {
      loaded = await load((await readRing(context)) ?? (await prepareRing(context)), loaded);
      loadedAt = startedAt;
    } catch (error) {
      failedAt = startedAt;
      throw error;
    }
  }

  function isRecent(): boolean {
    return clock() - Math.max(loadedAt, failedAt) < rereadEveryMs;
  }

  // While the store is away memory serves, and not every request asks for the store.
  async function refresh(): Promise<void> {
    if (isRecent()) return;
    await reread().catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
    });
  }

  function inUse(): [LoadedKey, ...LoadedKey[]] {
    const { ring, keys } = loaded;
    const [active, ...others] = keysInUse(ring, clock()).flatMap(
      ({ key }) => keys.get(key.kid) ?? [],
    );
    if (active === undefined) throw new Error('The key ring is empty');
    return [active, ...others];
  }

  // Of the loaded keys only a retired one can have left since.
  function counts(kid: string): boolean {
    const retired = loaded.ring.retired.find((key) => key.kid === kid);
    return retired === undefined || clock() < leavesAt(retired);
  }

  return {
    async current() {
      await refresh();
      return inUse();
    },
    isKnown: (key) => isRecent() && loaded.keys.get(key.kid) === key && counts(key.kid),
    async find(kid) {
      await refresh();
      const known = () => inUse().find((key) => key.kid === kid);
      if (known() === undefined && clock() - loadedAt >= rereadEveryMs) await reread();
      return known();
    },
  };
}
