/** The Lua of every writing verb: one script each, so the database decides every race. */
import { createHash } from 'node:crypto';

/** A program for the server, and the digest by which it knows it. */
export interface Script {
  text: string;
  digest: string;
}

/**
 * What the scripts for one record share. KEYS: the record. ARGV: prefix, kind, id, now; to write
 * also value, user, client, expiry, milliseconds until Redis deletes it, version. What may be
 * absent is empty or begins with "=".
 *
 * A record is a hash. Sorted sets list the ids of a kind, of a user and of a client, with equal scores
 * and so in byte order. One more has every expiry.
 */
const RECORD = `
  local record, prefix, kind, id, now = KEYS[1], ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
  local old = redis.call('HMGET', record, 'version', 'expires', 'user', 'client')
  local live = old[1] and (not old[2] or tonumber(old[2]) > now)
  local name = 'record:' .. kind .. ':' .. id

  local function unlist(what, owner)
    if owner then redis.call('ZREM', prefix .. what .. ':' .. kind .. ':' .. owner, id) end
  end

  local function set(what, from, to)
    local owner = to ~= '' and string.sub(to, 2)
    if owner == from then return end
    if owner then
      redis.call('HSET', record, what, owner)
      redis.call('ZADD', prefix .. what .. ':' .. kind .. ':' .. owner, 0, id)
    else
      redis.call('HDEL', record, what)
    end
    unlist(what, from)
  end

  local function write(version)
    -- First, since a server that is full refuses only the first write of a script.
    redis.call('HSET', record, 'version', version, 'value', ARGV[5])
    redis.call('ZADD', prefix .. 'kind:' .. kind, 0, id)
    set('user', old[3], ARGV[6])
    set('client', old[4], ARGV[7])
    if ARGV[8] == '' then
      redis.call('HDEL', record, 'expires')
      redis.call('ZREM', prefix .. 'expiry', name)
      redis.call('PERSIST', record)
    else
      redis.call('HSET', record, 'expires', ARGV[8])
      redis.call('ZADD', prefix .. 'expiry', ARGV[8], name)
      redis.call('PEXPIRE', record, ARGV[9])
    end
    return 1
  end`;

export const INSERT = script(`${RECORD}
  if live then return 0 end
  return write(ARGV[10])`);

export const REPLACE = script(`${RECORD}
  if not live or old[1] ~= ARGV[10] then return 0 end
  return write(string.format('%.0f', tonumber(old[1]) + 1))`);

export const REMOVE = script(`${RECORD}
  if not live then return 0 end
  redis.call('DEL', record)
  redis.call('ZREM', prefix .. 'kind:' .. kind, id)
  unlist('user', old[3])
  unlist('client', old[4])
  redis.call('ZREM', prefix .. 'expiry', name)
  return 1`);

/** KEYS: a list, the record. ARGV: id, "user" or "client" or "", and who that is. */
export const UNLIST = script(`
  local found = redis.call('HMGET', KEYS[2], 'version', ARGV[2])
  if found[1] and (ARGV[2] == '' or found[2] == ARGV[3]) then return 0 end
  return redis.call('ZREM', KEYS[1], ARGV[1])`);

/** KEYS: the counter, all expiries. ARGV: name, now, expiry, milliseconds until Redis deletes it. */
export const INCREMENT = script(`
  local found = redis.call('HMGET', KEYS[1], 'total', 'expires')
  if found[1] and tonumber(found[2]) > tonumber(ARGV[2]) then
    return redis.call('HINCRBY', KEYS[1], 'total', 1)
  end
  redis.call('HSET', KEYS[1], 'total', 1, 'expires', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1])
  return 1`);

/** KEYS: all expiries. ARGV: prefix, now, at most how many. Returns how many were due and went. */
export const SWEEP = script(`
  local prefix = ARGV[1]
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[2], 'LIMIT', 0, ARGV[3])
  local gone = 0
  for _, name in ipairs(due) do
    local kind, id = string.match(name, '^record:([^:]*):(.*)$')
    if kind then
      local owners = redis.call('HMGET', prefix .. name, 'user', 'client')
      redis.call('ZREM', prefix .. 'kind:' .. kind, id)
      for n, what in ipairs({ 'user:', 'client:' }) do
        if owners[n] then redis.call('ZREM', prefix .. what .. kind .. ':' .. owners[n], id) end
      end
    end
    gone = gone + redis.call('DEL', prefix .. name)
    redis.call('ZREM', KEYS[1], name)
  end
  return { #due, gone }`);

function script(text: string): Script {
  return { text, digest: createHash('sha1').update(text).digest('hex') };
}
