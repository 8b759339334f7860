// Tests that a project leaves out, since they do not apply to it, prove nothing for others.

/** What tests make conditions of, and whether it holds in a project. */
export type Conditions = ReadonlyMap<string, boolean>;

/** Where a storage says what its tests can do: `true` or a function, or else `false` or `undefined`. */
const abilities = 'test/store/open-test-store.ts';

/** @param texts of a project's files, by path */
export function conditionsIn(texts: ReadonlyMap<string, string>): Conditions {
  const said = (texts.get(abilities) ?? '').matchAll(/export const (\w+)\b[^=]*= ([^;]*);/g);
  const values = new Map([...said].map(([, name = '', value = '']) => [name, value]));
  const { scopes = [] } = JSON.parse(texts.get('src/project.json') ?? '{}');
  return new Map([
    ['acrossProcesses', values.get('acrossProcesses') === 'true'],
    ['ownServer !== undefined', (values.get('ownServer') ?? 'undefined') !== 'undefined'],
    ['hasMoreToAskFor', scopes.length > 1],
    ["process.platform !== 'win32'", process.platform !== 'win32'],
  ]);
}

/**
 * @param test the text of a test file
 * @returns `true` if a condition of the test does not hold, or is one that nothing is known of
 */
export function leavesOut(test: string, conditions: Conditions): boolean {
  return [...test.matchAll(/\.(runIf|skipIf)\((!?)([^)]*)\)/g)].some(([, word, not, name = '']) => {
    const holds = conditions.get(name);
    if (holds === undefined) return true;
    return (word === 'runIf') === (holds === (not === '!'));
  });
}
