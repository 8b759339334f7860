/** The connection to the server. */
import { createClient } from 'redis';
import { StoreUnavailable } from './contract.js';
import { isDemoted, storeError } from './failure.js';

/** Milliseconds until a connection must be there. */
const connectMs = 4_000;

/** Milliseconds after which a server that does not answer is given up. */
const answerMs = 4_500;

/** Milliseconds that connections have to end when the store is closed. */
const closeMs = 1_000;

/** The most milliseconds between two tries. */
const longestPauseMs = 1_000;

/** Milliseconds between two signs of life. */
const pingMs = 2_000;

/** What the driver makes. */
export type Client = ReturnType<typeof makeClient>;

/** The current connection. */
export interface Connection {
  /** @throws StoreUnavailable */
  run<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Connects. Connections that break are replaced; until then every command fails at once.
 *
 * @throws StoreUnavailable
 */
export async function connect(server: string): Promise<Connection> {
  let wasConnected = false;
  let isClosed = false;
  const make = (): Client => makeClient(server, () => wasConnected);
  let client = make();
  await client.connect().catch((error: unknown) => {
    client.destroy();
    throw storeError(error);
  });
  wasConnected = true;

  /** Gives up a connection for another. */
  const replace = (used: Client): void => {
    if (used !== client || isClosed) return;
    used.destroy();
    client = make();
    // It tries until it succeeds or is closed.
    client.connect().catch(() => undefined);
  };

  return {
    async run(work) {
      if (isClosed) throw new StoreUnavailable('The store is closed.');
      const used = client;
      try {
        return await inTime(work(used));
      } catch (error) {
        if (error instanceof NoAnswer || isDemoted(error)) replace(used);
        throw storeError(error);
      }
    },

    async close() {
      if (isClosed) return;
      isClosed = true;
      const force = setTimeout(() => client.destroy(), closeMs);
      await client.close();
      clearTimeout(force);
    },
  };
}

/** The server does not answer. */
class NoAnswer extends Error {}

// The driver's own time-out ends when a command is sent.
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer('the server does not answer')), answerMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function makeClient(server: string, shouldRetry: () => boolean) {
  const client = createClient({
    url: server,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    pingInterval: pingMs,
    socket: {
      connectTimeout: connectMs,
      // Of silence, also at the start.
      socketTimeout: answerMs,
      reconnectStrategy: (retries) => shouldRetry() && Math.min(50 * 2 ** retries, longestPauseMs),
    },
  });
  // Unheard, the event would end the process.
  client.on('error', () => undefined);
  return client;
}
