/** The connection to the server, replaced when it breaks. */
import { createClient } from 'redis';
import { StoreUnavailable } from './contract.js';
import { isDemoted, storeError } from './failure.js';

/** Until a connection is there. */
const connectMs = 4_000;

/** Until a server that does not answer is given up. */
const answerMs = 4_500;

/** For commands under way at the end. */
const closeMs = 1_000;

/** Between two tries to connect. */
const longestPauseMs = 1_000;

/** Between two signs of life. */
const pingMs = 2_000;

export type Client = ReturnType<typeof makeClient>;

export interface Connection {
  /** @throws StoreUnavailable */
  run<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Connections that break are replaced; until they are, commands fail at once instead of waiting.
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

  /** For a connection on which nothing more is to be expected. */
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

/** The server has the command and says nothing. */
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
      // Of silence, which also ends an unanswered greeting.
      socketTimeout: answerMs,
      reconnectStrategy: (retries) => shouldRetry() && Math.min(50 * 2 ** retries, longestPauseMs),
    },
  });
  // Commands hear of it themselves; unheard, the event would end the process.
  client.on('error', () => undefined);
  return client;
}
