/** One log line for people. */

/**
 * `12:30:01 info  request method=GET status=401 #f8d475eb`
 *
 * @param line `time` in ISO 8601
 */
export function readable(line: Readonly<Record<string, unknown>>): string {
  const { level, time, msg, requestId, ...fields } = line;
  const stacks: string[] = [];
  const details = Object.entries(flatten(fields)).flatMap(([name, value]) => {
    if (!name.endsWith('stack') || typeof value !== 'string') return [`${name}=${show(value)}`];
    stacks.push(
      value
        .split('\n')
        .map((part) => `    ${plain(part)}`)
        .join('\n'),
    );
    return [];
  });
  const hour = String(time).slice(11, 19);
  const message = msg === undefined ? [] : [plain(String(msg))];
  const id = requestId === undefined ? [] : [`#${String(requestId).slice(0, 8)}`];
  const head = [hour, String(level).padEnd(5), ...message, ...details, ...id].join(' ');
  return `${[head, ...stacks].join('\n')}\n`;
}

/** With names such as `err.message`. */
function flatten(fields: Record<string, unknown>, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flatten({ ...value }, `${prefix}${name}.`))
        : [[`${prefix}${name}`, value]],
    ),
  );
}

// Without what a terminal would obey.
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}

// Quoted unless plain, so that no input can forge a field or a line.
function show(value: unknown): string {
  return typeof value === 'string' && /^[\w./:@+-]+$/.test(value)
    ? value
    : plain(JSON.stringify(value));
}
