import { describe, expect, it } from 'vitest';
import type { Generated } from './simulate.js';
import { diskFrom, simulate, textAt, treeFrom } from './simulate.js';

const [same, edited, changed] = ['1\n2\n3\n', 'mine\n2\n3\n', '1\n2\ntheirs\n'];
const both = 'mine\n2\ntheirs\n';

/** base, yours, new -> what lies there afterwards, and where the report tells of it. */
type Row = readonly [
  base: string | undefined,
  yours: string | undefined,
  next: string | undefined,
  result: string | undefined,
  told?: string,
];

const table: readonly Row[] = [
  [undefined, undefined, changed, changed, 'added'],
  [undefined, changed, changed, changed],
  [undefined, edited, undefined, edited],
  [same, undefined, undefined, undefined],
  [same, undefined, same, undefined],
  [same, undefined, changed, undefined, 'keptDeleted'],
  [same, same, undefined, undefined, 'removed'],
  [same, same, same, same],
  [same, same, changed, changed, 'updated'],
  [same, edited, undefined, edited, 'yoursNow'],
  [same, edited, same, edited],
  [same, edited, edited, edited],
  [same, edited, changed, both, 'merged'],
];

async function update(base?: string, yours?: string, next?: string, as: Partial<Generated> = {}) {
  const path = 'src/a.ts';
  const tree = (text?: string) => treeFrom(text === undefined ? {} : { [path]: { text, ...as } });
  const disk = diskFrom(yours === undefined ? {} : { [path]: yours });
  const done = await simulate({ tree: tree(base) }, disk, { tree: tree(next) });
  return { text: textAt(done.disk, path), plan: done.plan, disk: done.disk };
}

function toldIn(findings: object): string[] {
  return Object.entries(findings).flatMap(([name, list]) => (list.length > 0 ? [name] : []));
}

describe('planning one managed file', () => {
  it.each(table)(
    'base %j, yours %j, new %j -> %j (%s)',
    async (base, yours, next, result, told) => {
      const { text, plan } = await update(base, yours, next);
      expect(text).toBe(result);
      expect(toldIn(plan.findings)).toEqual(told === undefined ? [] : [told]);
    },
  );

  it('puts markers around lines that both changed, and all three sides into the plan', async () => {
    const { text, plan } = await update(same, 'mine\n2\n3\n', 'theirs\n2\n3\n');
    expect(text).toBe('<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> new\n2\n3\n');
    expect(toldIn(plan.findings)).toEqual(['conflicted']);
    const [conflict] = plan.conflicts;
    const decoded = [conflict?.base, conflict?.yours, conflict?.theirs].map(
      (side) => side && new TextDecoder().decode(side.bytes),
    );
    expect(decoded).toEqual([same, 'mine\n2\n3\n', 'theirs\n2\n3\n']);
  });

  it('never overwrites a file that both added: markers around both', async () => {
    const { text, plan } = await update(undefined, 'mine\n', 'theirs\n');
    expect(text).toBe('<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> new\n');
    expect(plan.conflicts[0]?.base).toBeUndefined();
  });

  it('gives every line its CRLF and the file its mark back', async () => {
    const crlf = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const { disk } = await update(same, crlf(edited), changed);
    expect(Buffer.from(disk.get('src/a.ts')?.bytes ?? []).toString('utf8')).toBe(crlf(both));
    const untouched = await update(same, crlf(same), changed);
    expect(toldIn(untouched.plan.findings)).toEqual(['updated']);
    expect(Buffer.from(untouched.disk.get('src/a.ts')?.bytes ?? []).toString()).toBe(crlf(changed));
  });

  it('leaves a file that is not text alone and puts the new one beside it', async () => {
    const bytes = new Uint8Array([0xff, 0x00, 0xfe]);
    const done = await simulate(
      { tree: treeFrom({ 'a.ts': same }) },
      diskFrom({ 'a.ts': bytes, 'a.ts.new': 'older' }),
      { tree: treeFrom({ 'a.ts': changed }) },
    );
    expect(done.disk.get('a.ts')?.bytes).toEqual(bytes);
    expect(textAt(done.disk, 'a.ts.new')).toBe('older');
    expect(textAt(done.disk, 'a.ts.2.new')).toBe(changed);
    expect(done.plan.findings.beside[0]?.written).toBe('a.ts.2.new');
  });

  it('leaves edited files alone when what was generated last is lost', async () => {
    const done = await simulate(
      { tree: treeFrom({ 'a.ts': same, 'b.ts': same }), baseLost: true },
      diskFrom({ 'a.ts': edited, 'b.ts': same }),
      { tree: treeFrom({ 'a.ts': changed, 'b.ts': changed }) },
    );
    expect(textAt(done.disk, 'a.ts')).toBe(edited);
    expect(textAt(done.disk, 'a.ts.new')).toBe(changed);
    expect(textAt(done.disk, 'b.ts')).toBe(changed);
  });
});

describe('planning permissions', () => {
  const [plain, program] = [false, true];
  it.each([
    { base: plain, yours: plain, next: program, result: program },
    { base: program, yours: program, next: plain, result: plain },
    { base: plain, yours: program, next: plain, result: program },
    { base: program, yours: plain, next: program, result: plain },
  ])('exec bit: base $base, yours $yours, new $next -> $result', async (row) => {
    const tree = (executable: boolean) => treeFrom({ 'a.sh': { text: same, executable } });
    const done = await simulate(
      { tree: tree(row.base) },
      diskFrom({ 'a.sh': same }, row.yours ? ['a.sh'] : []),
      { tree: tree(row.next) },
    );
    expect(done.disk.get('a.sh')?.executable).toBe(row.result);
  });
});

describe('planning a file that is the owner’s since creation', () => {
  const owner = 'once' as const;
  it('never changes it', async () => {
    for (const yours of [same, edited]) {
      const { text, plan } = await update(same, yours, changed, { owner });
      expect(text).toBe(yours);
      expect(toldIn(plan.findings)).toEqual(['yoursStill']);
    }
  });
  it('never makes it again, never removes it', async () => {
    expect((await update(same, undefined, changed, { owner })).text).toBeUndefined();
    expect((await update(same, same, undefined, { owner })).text).toBe(same);
  });
  it('writes it when it is new, unless the owner has one', async () => {
    expect((await update(undefined, undefined, changed, { owner })).text).toBe(changed);
    expect((await update(undefined, edited, changed, { owner })).text).toBe(edited);
  });
  it('tells once of a new text, and still knows what it was created with', async () => {
    const [first, second] = [same, changed].map((text) => treeFrom({ a: { text, owner } }));
    if (!first || !second) throw new Error('two trees');
    const disk = diskFrom({ a: same });
    const done = await simulate({ tree: first }, disk, { tree: second });
    const { manifest } = done.plan;
    const again = await simulate({ tree: second, manifest }, disk, { tree: second });
    expect(toldIn(again.plan.findings)).toEqual([]);
    const other = treeFrom({ a: { text: 'other\n', owner, layer: 'framework/node' } });
    const swapped = await simulate({ tree: second, manifest }, disk, { tree: other });
    expect(textAt(swapped.disk, 'a')).toBe('other\n');
  });
  it('replaces it for another answer if it was never edited, else puts the new one beside it', async () => {
    const of = (layer: string, text: string) => treeFrom({ a: { text, owner, layer } });
    const before = { tree: of('framework/hono', same) };
    const after = { tree: of('framework/express', changed), layers: ['framework/express'] };
    const untouched = await simulate(before, diskFrom({ a: same }), after);
    expect(textAt(untouched.disk, 'a')).toBe(changed);
    const kept = await simulate(before, diskFrom({ a: edited }), after);
    expect([textAt(kept.disk, 'a'), textAt(kept.disk, 'a.new')]).toEqual([edited, changed]);
    const dropped = { tree: treeFrom({}), layers: ['framework/express'] };
    expect((await simulate(before, diskFrom({ a: same }), dropped)).disk.size).toBe(0);
    expect((await simulate(before, diskFrom({ a: edited }), dropped)).disk.size).toBe(1);
  });
});
