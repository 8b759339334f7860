/** Takes secrets out of what is logged: by the names of fields. */

const hidden = '[redacted]';
const deepest = 8;

/** Field names, in lower case and letters only. */
const secretNames =
  /^(code|state|csrf|form|body)$|(authorization|assertion|cookies?|keys?|passphrase|password|secrets?|tokens?|verifier)$/;

/** Names that only look like those. */
const plainNames = /^(publickeys?|jwks?)$/;

/** Codes of errors. */
const constant = /^([A-Z][A-Z0-9_]{1,60}|[a-z][a-z_]{1,60})$/;

/** A copy that is safe to log. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return hidden;
  if (depth >= deepest) return '[nested too deeply]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return eachField(fieldsOf(value), depth);
}

/** As {@link redact}, for the fields of a line. */
export function redactFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return eachField(fields, 0);
}

function eachField(fields: Readonly<Record<string, unknown>>, depth: number) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecret(name) && value !== undefined ? hidden : redact(value, depth + 1),
    ]),
  );
}

function isSecret(name: string): boolean {
  const bare = name.toLowerCase().replace(/[^a-z]/g, '');
  return secretNames.test(bare) && !plainNames.test(bare);
}

function fieldsOf(value: object): Record<string, unknown> {
  if (value instanceof Error) return errorFields(value);
  if (value instanceof URL) return { origin: value.origin, path: value.pathname };
  if (value instanceof Request) return { method: value.method, path: new URL(value.url).pathname };
  if (value instanceof Headers || value instanceof URLSearchParams || value instanceof Map) {
    return Object.fromEntries(value.entries());
  }
  return { ...value };
}

// `code` would be taken for an authorization code; `...error` leaves out the others.
function errorFields(error: Error): Record<string, unknown> {
  const { code, ...own } = { ...error } as Record<string, unknown>;
  const { name, message, stack, cause } = error;
  const errorCode = typeof code === 'number' || constant.test(String(code)) ? code : undefined;
  return { type: name, message, errorCode, ...own, stack, cause };
}
