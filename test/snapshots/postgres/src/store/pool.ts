/** Connections to the database. */
import { Socket } from 'node:net';
import { type ClientConfig, Pool, type QueryResult } from 'pg';
import { StoreUnavailable } from './contract.js';
import { isConflict, storeError } from './failure.js';

/** Milliseconds until a connection must be there. */
const connectMs = 4_000;

/** Milliseconds after which the server gives up a statement. */
const statementMs = 4_000;

/** Milliseconds after which a server that does not answer is given up. */
const answerMs = 4_500;

/** Milliseconds that connections have to end when the store is closed. */
const closeMs = 1_000;

/** Connections of one process; PostgreSQL takes 100 unless told otherwise. */
const mostConnections = 10;

/** A statement that lost this often is given up. */
const mostAttempts = 20;

/** What connections have in common; parameters of the URL win. */
export function connectionOptions(url: string): ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    fallback_application_name: 'mcp-server',
  };
}

/** Runs statements, each a transaction of its own. */
export interface Connections {
  /** @throws StoreUnavailable */
  run(statement: string, values: unknown[]): Promise<QueryResult>;
  /** Ends every connection, also to a server that does not answer. */
  close(): Promise<void>;
}

/** Opens nothing: connections are made when they are needed. */
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
  // Unheard, the event would end the process.
  pool.on('error', () => undefined);

  return {
    async run(statement, values) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await pool.query(statement, values);
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
