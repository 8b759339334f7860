/** The SQL of every verb. A conditional write is one statement, so the database decides every race. */
import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { Query } from './contract.js';

const LIVE = '(expires_at IS NULL OR expires_at > :now)';
const CONTENT = 'version, value, user_id, client_id, expires_at';

/** How many expired rows one sweep statement deletes; a long one would hold up every writer. */
export const SWEEP_BATCH = 500;

/** The prepared statements of one connection. */
export type Statements = ReturnType<typeof prepareStatements>;

/** Prepares every statement once; those of `find` on their first use. */
export function prepareStatements(database: DatabaseSyncInstance) {
  const finds = new Map<string, StatementSyncInstance>();
  const hasVersion = database.prepare(
    `SELECT 1 FROM record
     WHERE kind = ? AND id = CAST(? AS BLOB) AND version = ?
       AND (expires_at IS NULL OR expires_at > ?)`,
  );
  // The driver makes an array sooner than an object.
  hasVersion.setReturnArrays(true);
  return {
    /** Kind, id and time, by position: every request reads, and names take longer. */
    get: database.prepare(
      `SELECT ${CONTENT} FROM record
       WHERE kind = ? AND id = ? AND (expires_at IS NULL OR expires_at > ?)`,
    ),
    /** Kind, id, version and time, by position: a row if the live record has that version. */
    hasVersion,
    insert: database.prepare(
      `INSERT INTO record (kind, id, version, value, user_id, client_id, expires_at)
       VALUES (:kind, :id, :version, :value, :userId, :clientId, :expiresAt)
       ON CONFLICT (kind, id) DO UPDATE SET
         version = excluded.version, value = excluded.value, user_id = excluded.user_id,
         client_id = excluded.client_id, expires_at = excluded.expires_at
       WHERE record.expires_at <= :now`,
    ),
    replace: database.prepare(
      `UPDATE record SET
         version = version + 1, value = :value, user_id = :userId,
         client_id = :clientId, expires_at = :expiresAt
       WHERE kind = :kind AND id = :id AND version = :version AND ${LIVE}`,
    ),
    remove: database.prepare(`DELETE FROM record WHERE kind = :kind AND id = :id AND ${LIVE}`),
    increment: database.prepare(
      `INSERT INTO counter (id, total, expires_at) VALUES (:id, 1, :expiresAt)
       ON CONFLICT (id) DO UPDATE SET
         total = iif(expires_at > :now, total + 1, 1),
         expires_at = iif(expires_at > :now, expires_at, excluded.expires_at)
       RETURNING total`,
    ),
    sweepRecords: database.prepare(sweep('record')),
    sweepCounters: database.prepare(sweep('counter')),
    health: database.prepare('SELECT count(*) FROM sqlite_schema'),
    /** The statement for the fields that this query narrows by. */
    find(query: Query): StatementSyncInstance {
      const sql = findSql(query);
      const known = finds.get(sql) ?? database.prepare(sql);
      finds.set(sql, known);
      return known;
    },
  };
}

function sweep(table: 'record' | 'counter'): string {
  return `DELETE FROM ${table} WHERE rowid IN
    (SELECT rowid FROM ${table} WHERE expires_at <= :now LIMIT ${SWEEP_BATCH})`;
}

function findSql(query: Query): string {
  const conditions = ['kind = :kind', LIVE];
  if (query.userId !== undefined) conditions.push('user_id = :userId');
  if (query.clientId !== undefined) conditions.push('client_id = :clientId');
  if (query.after !== undefined) conditions.push('id > :after');
  return `SELECT id, ${CONTENT} FROM record WHERE ${conditions.join(' AND ')} ORDER BY id LIMIT :limit`;
}
