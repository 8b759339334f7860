// Which environment variables came and went, for a `.env` that no update touches.

/** Names of variables, sorted. */
export interface SettingsChange {
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

/**
 * @param before the text of `.env.example` as it was generated last
 * @param after as it is generated now
 */
export function settingsChange(before: string, after: string): SettingsChange {
  const [old, now] = [namesIn(before), namesIn(after)];
  return {
    added: [...now].filter((name) => !old.has(name)).sort(),
    gone: [...old].filter((name) => !now.has(name)).sort(),
  };
}

/** `NAME=value`, also behind a comment sign. */
function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^(?:# ?)?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? ''));
}
