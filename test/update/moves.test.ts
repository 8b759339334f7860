import { describe, expect, it } from 'vitest';
import { diskFrom, simulate, textAt, treeFrom } from './simulate.js';

const lines = (word: string, count = 12) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join('');
const [one, two] = [lines('one'), lines('two')];

describe('files that the owner moved', () => {
  it('are found, updated where they are, and remembered as a fact', async () => {
    const before = treeFrom({ 'src/one.ts': one });
    const disk = diskFrom({ 'lib/uno.ts': `${one}mine\n` });
    const next = treeFrom({ 'src/one.ts': `new\n${one}` });
    const done = await simulate({ tree: before }, disk, { tree: next });
    expect(textAt(done.disk, 'lib/uno.ts')).toBe(`new\n${one}mine\n`);
    expect(done.disk.has('src/one.ts')).toBe(false);
    expect(done.plan.findings.moved).toEqual([{ from: 'src/one.ts', to: 'lib/uno.ts' }]);
    expect(done.plan.manifest.files['src/one.ts']?.at).toBe('lib/uno.ts');

    const later = treeFrom({ 'src/one.ts': lines('all different') });
    const unlike = diskFrom({ 'lib/uno.ts': 'nothing alike\n' });
    const again = await simulate({ tree: next, manifest: done.plan.manifest }, unlike, {
      tree: later,
    });
    expect(again.plan.findings.conflicted).toEqual(['lib/uno.ts']);
    expect(again.plan.findings.moved).toEqual([]);
  });

  it('take new files of their folder with them when the whole folder moved', async () => {
    const before = treeFrom({ 'src/a/one.ts': one, 'src/a/two.ts': two });
    const disk = diskFrom({ 'lib/a/one.ts': one, 'lib/a/two.ts': two });
    const next = treeFrom({ 'src/a/one.ts': one, 'src/a/two.ts': two, 'src/a/new.ts': 'new\n' });
    const done = await simulate({ tree: before }, disk, { tree: next });
    expect(textAt(done.disk, 'lib/a/new.ts')).toBe('new\n');
    expect(done.plan.manifest.files['src/a/new.ts']?.at).toBe('lib/a/new.ts');
  });

  it('do not take new files along when something of the folder stayed', async () => {
    const before = treeFrom({ 'src/a/one.ts': one, 'src/a/two.ts': two });
    const disk = diskFrom({ 'lib/a/one.ts': one, 'src/a/two.ts': two });
    const next = treeFrom({ 'src/a/one.ts': one, 'src/a/two.ts': two, 'src/a/new.ts': 'new\n' });
    const done = await simulate({ tree: before }, disk, { tree: next });
    expect(textAt(done.disk, 'src/a/new.ts')).toBe('new\n');
  });

  it('are known again when they come home', async () => {
    const before = treeFrom({ 'src/one.ts': one });
    const moved = await simulate({ tree: before }, diskFrom({ 'lib/one.ts': one }), {
      tree: before,
    });
    const next = treeFrom({ 'src/one.ts': two });
    const home = await simulate(
      { tree: before, manifest: moved.plan.manifest },
      diskFrom({ 'src/one.ts': one }),
      { tree: next },
    );
    expect(textAt(home.disk, 'src/one.ts')).toBe(two);
    expect(home.plan.manifest.files['src/one.ts']?.at).toBeUndefined();
  });

  it('are never taken from files of the owner that are only a little alike', async () => {
    const before = treeFrom({ 'src/one.ts': one });
    const disk = diskFrom({ 'lib/own.ts': `${lines('one', 3)}${lines('own', 20)}` });
    const done = await simulate({ tree: before }, disk, { tree: treeFrom({ 'src/one.ts': two }) });
    expect(done.plan.changes).toEqual([]);
    expect(done.plan.findings.keptDeleted).toEqual(['src/one.ts']);
  });
});

describe('files that a release moved', () => {
  const moves = [{ from: 'src/old.ts', to: 'src/new.ts' }];
  const before = treeFrom({ 'src/old.ts': one });
  const after = { tree: treeFrom({ 'src/new.ts': `new\n${one}` }), moves };

  it('carry the owner’s edits to the new place', async () => {
    const done = await simulate(
      { tree: before },
      diskFrom({ 'src/old.ts': `${one}mine\n` }),
      after,
    );
    expect([...done.disk.keys()]).toEqual(['src/new.ts']);
    expect(textAt(done.disk, 'src/new.ts')).toBe(`new\n${one}mine\n`);
  });

  it('stay deleted, or where the owner has moved them', async () => {
    const gone = await simulate({ tree: before }, diskFrom({}), after);
    expect(gone.disk.size).toBe(0);
    const elsewhere = await simulate({ tree: before }, diskFrom({ 'lib/x.ts': one }), after);
    expect(textAt(elsewhere.disk, 'lib/x.ts')).toBe(`new\n${one}`);
  });

  it('stay at their old place when the owner has a file at the new one', async () => {
    const disk = diskFrom({ 'src/old.ts': one, 'src/new.ts': 'own\n' });
    const done = await simulate({ tree: before }, disk, after);
    expect(textAt(done.disk, 'src/new.ts')).toBe('own\n');
    expect(textAt(done.disk, 'src/old.ts')).toBe(`new\n${one}`);
  });
});

describe('files and folders in each other’s way', () => {
  it('file to folder: what the owner never changed gives way', async () => {
    const done = await simulate({ tree: treeFrom({ 'src/x': one }) }, diskFrom({ 'src/x': one }), {
      tree: treeFrom({ 'src/x/y.ts': two }),
    });
    expect([...done.disk.keys()]).toEqual(['src/x/y.ts']);
  });
  it('file to folder: what the owner changed stays, and the new text lies beside it', async () => {
    const done = await simulate(
      { tree: treeFrom({ 'src/x': one }) },
      diskFrom({ 'src/x': `${one}mine\n` }),
      { tree: treeFrom({ 'src/x/y.ts': two }) },
    );
    expect(textAt(done.disk, 'src/x')).toBe(`${one}mine\n`);
    expect(textAt(done.disk, 'src/x.new/y.ts')).toBe(two);
  });
  it('folder to file: only when nothing of the owner’s is in the folder', async () => {
    const before = treeFrom({ 'src/x/y.ts': one });
    const after = { tree: treeFrom({ 'src/x': two }) };
    const free = await simulate({ tree: before }, diskFrom({ 'src/x/y.ts': one }), after);
    expect([...free.disk.keys()]).toEqual(['src/x']);
    const disk = diskFrom({ 'src/x/y.ts': one, 'src/x/own.ts': 'own\n' });
    const full = await simulate({ tree: before }, disk, after);
    expect([...full.disk.keys()].sort()).toEqual(['src/x.new', 'src/x/own.ts']);
  });
});
