/** The SQL of every verb. A conditional write is one statement, so the database decides every race. */
import type { Query } from './contract.js';
import { idBytes } from './row.js';

const LIVE = '(expires_at IS NULL OR expires_at > $1)';
const COLUMNS = 'id, version, value, user_id, client_id, expires_at';

/** How many expired rows one sweep statement deletes; a long one would be timed out. */
export const SWEEP_BATCH = 500;

/** $1 now, $2 kind, $3 id. */
export const GET = `SELECT ${COLUMNS} FROM mcp_record WHERE ${LIVE} AND kind = $2 AND id = $3`;

/** $1 now, $2 kind, $3 id, $4 version, $5 value, $6 user, $7 client, $8 expiry. */
export const INSERT = `
  INSERT INTO mcp_record AS present (kind, id, version, value, user_id, client_id, expires_at)
  VALUES ($2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT (kind, id) DO UPDATE SET
    version = excluded.version, value = excluded.value, user_id = excluded.user_id,
    client_id = excluded.client_id, expires_at = excluded.expires_at
  WHERE present.expires_at <= $1`;

/** $1 now, $2 kind, $3 id, $4 version, $5 value, $6 user, $7 client, $8 expiry. */
export const REPLACE = `
  UPDATE mcp_record SET
    version = version + 1, value = $5, user_id = $6, client_id = $7, expires_at = $8
  WHERE ${LIVE} AND kind = $2 AND id = $3 AND version = $4`;

/** $1 now, $2 kind, $3 id. */
export const REMOVE = `DELETE FROM mcp_record WHERE ${LIVE} AND kind = $2 AND id = $3`;

/** $1 now, $2 id, $3 expiry. */
export const INCREMENT = `
  INSERT INTO mcp_counter AS present (id, total, expires_at) VALUES ($2, 1, $3)
  ON CONFLICT (id) DO UPDATE SET
    total = CASE WHEN present.expires_at > $1 THEN present.total + 1 ELSE 1 END,
    expires_at = CASE
      WHEN present.expires_at > $1 THEN present.expires_at ELSE excluded.expires_at
    END
  RETURNING total`;

/** $1 now. */
export const SWEEP_RECORDS = sweep('mcp_record');
/** $1 now. */
export const SWEEP_COUNTERS = sweep('mcp_counter');

export const HEALTH = 'SELECT FROM mcp_record LIMIT 0';

/** The statement for the fields that this query narrows by, and its values. */
export function find(now: number, kind: string, query: Query): [string, unknown[]] {
  const values: unknown[] = [now, kind];
  const conditions = [LIVE, 'kind = $2'];
  const narrow = (condition: string, id: string | undefined): void => {
    if (id === undefined) return;
    values.push(idBytes(id));
    conditions.push(`${condition} $${values.length}`);
  };
  narrow('user_id =', query.userId);
  narrow('client_id =', query.clientId);
  narrow('id >', query.after);
  values.push(Math.max(0, query.limit ?? 100));
  const where = conditions.join(' AND ');
  const statement = `SELECT ${COLUMNS} FROM mcp_record WHERE ${where} ORDER BY id LIMIT $${values.length}`;
  return [statement, values];
}

// Rows that others work on are left to the next sweep: it waits for nobody, and nobody for it.
function sweep(table: 'mcp_record' | 'mcp_counter'): string {
  return `
    WITH due AS (
      SELECT ctid FROM ${table} WHERE expires_at <= $1
      LIMIT ${SWEEP_BATCH} FOR UPDATE SKIP LOCKED
    )
    DELETE FROM ${table} WHERE ctid = ANY (ARRAY (SELECT ctid FROM due))`;
}
