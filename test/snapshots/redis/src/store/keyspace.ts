/** The names of all keys, which the scripts know too. */
import type { Query } from './contract.js';

/** A list of ids: of a kind, of a user or of a client. */
export interface IdList {
  key: string;
  owner: 'user' | 'client' | '';
  id: string;
}

export interface Keyspace {
  prefix: string;
  /** A hash. */
  record(kind: string, id: string): string;
  /** A hash. */
  counter(name: string): string;
  /** A sorted set: what expires, without the prefix, by its expiry. */
  expiry: string;
  /** A sorted set: the shortest list in which everything is that a query asks for. */
  list(kind: string, query: Query): IdList;
}

export function createKeyspace(prefix: string): Keyspace {
  return {
    prefix,
    record: (kind, id) => `${prefix}record:${kind}:${id}`,
    counter: (name) => `${prefix}counter:${name}`,
    expiry: `${prefix}expiry`,
    list(kind, { userId, clientId }) {
      if (userId !== undefined) {
        return { key: `${prefix}user:${kind}:${userId}`, owner: 'user', id: userId };
      }
      if (clientId !== undefined) {
        return { key: `${prefix}client:${kind}:${clientId}`, owner: 'client', id: clientId };
      }
      return { key: `${prefix}kind:${kind}`, owner: '', id: '' };
    },
  };
}
