/** Connections to the database: not too many, and none that is waited for without end. */
import { Socket } from 'node:net';
import { type ClientConfig, Pool } from 'pg';
import { StoreUnavailable } from './contract.js';
import { isConflict, storeError } from './failure.js';

/** Milliseconds until a connection must be there, or one of the pool free. */
const connectMs = 4_000;

/** Milliseconds after which the server gives a statement up and undoes it. */
const statementMs = 4_000;

/** Milliseconds after which a server that does not answer at all is given up. */
const answerMs = 4_500;

/** Milliseconds that connections get to end when the store is closed. */
const closeMs = 1_000;

/** Connections of one process; PostgreSQL admits 100 altogether unless told otherwise. */
const mostConnections = 10;

/** A statement that lost to others this often in a row is given up. */
const mostAttempts = 20;

/** What every connection has in common; parameters of the URL win. */
export function connectionOptions(url: string): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    fallback_application_name: 'mcp-server',
  };
}

/** The rows of a result and how many rows were changed. */
export interface Result {
  rows: unknown[];
  rowCount: number;
}

/** Runs single statements, each a transaction of its own. */
export interface Connections {
  /** @throws StoreUnavailable */
  run(statement: string, values: readonly unknown[]): Promise<Result>;
  /** Ends all connections, also those to a server that does not answer. */
  close(): Promise<void>;
}

/** Opens nothing yet: connections are made as they are needed, also again after an outage. */
export function openConnections(url: string): Connections {
  const sockets = new Set<Socket>();
  const pool = new Pool({
    ...connectionOptions(url),
    max: mostConnections,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    stream: () => track(new Socket(), sockets),
  });
  // The pool has dropped the connection by now; unheard, the event would end the process.
  pool.on('error', () => undefined);

  return {
    async run(statement, values) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const { rows, rowCount } = await pool.query(statement, [...values]);
          return { rows, rowCount: rowCount ?? 0 };
        } catch (error) {
          if (pool.ending) throw new StoreUnavailable('The store is closed.', { cause: error });
          if (!isConflict(error) || attempt === mostAttempts) throw storeError(error);
        }
      }
    },

    async close() {
      if (pool.ending) return;
      const force = setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, closeMs);
      await pool.end();
      clearTimeout(force);
    },
  };
}

function track(socket: Socket, sockets: Set<Socket>): Socket {
  sockets.add(socket);
  return socket.once('close', () => sockets.delete(socket));
}
