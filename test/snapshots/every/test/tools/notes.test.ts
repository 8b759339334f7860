import { afterAll, beforeEach, expect, it } from 'vitest';
import type { NoteShown } from '../../src/mcp/tools/notes.js';
import { openToolbox, type Toolbox } from '../mcp/connect.js';

let toolbox: Toolbox;
let opened: Toolbox[] = [];

beforeEach(async () => {
  toolbox = await openToolbox();
  opened.push(toolbox);
});
afterAll(async () => {
  await Promise.all(opened.map((one) => one.close()));
  opened = [];
});

async function call(user: string, name: string, input: object): Promise<Record<string, unknown>> {
  const client = await toolbox.as(user);
  const { structuredContent, content, isError } = await client.callTool({
    name,
    arguments: { ...input },
  });
  if (isError) throw new Error(JSON.stringify(content));
  return structuredContent as Record<string, unknown>;
}

async function add(user: string, title: string): Promise<NoteShown> {
  return (await call(user, 'add_note', { title, text: `About ${title}` }))['note'] as NoteShown;
}

async function list(
  user: string,
  input: object = {},
): Promise<{ notes: NoteShown[]; next?: string }> {
  return (await call(user, 'list_notes', input)) as { notes: NoteShown[]; next?: string };
}

it('list_notes shows notes in the order of writing', async () => {
  for (const title of ['one', 'two', 'three']) await add('ada', title);
  const { notes, next } = await list('ada');
  expect(notes.map(({ title, text }) => [title, text])).toEqual([
    ['one', 'About one'],
    ['two', 'About two'],
    ['three', 'About three'],
  ]);
  expect(next).toBeUndefined();
});

it('list_notes goes on after a page', async () => {
  for (const title of ['one', 'two', 'three']) await add('ada', title);
  const first = await list('ada', { limit: 2 });
  expect(first.notes.map(({ title }) => title)).toEqual(['one', 'two']);
  const second = await list('ada', { limit: 2, after: first.next });
  expect(second.notes.map(({ title }) => title)).toEqual(['three']);
  expect(second.next).toBeUndefined();
});

it('delete_note deletes a note once', async () => {
  const { id } = await add('ada', 'one');
  expect(await call('ada', 'delete_note', { id })).toEqual({ id });
  expect((await list('ada')).notes).toEqual([]);
  await expect(call('ada', 'delete_note', { id })).rejects.toThrow('There is no such note');
});

it('nobody sees or deletes notes of others [RS-13]', async () => {
  const { id } = await add('ada', 'secret');
  expect((await list('eve')).notes).toEqual([]);
  await expect(call('eve', 'delete_note', { id })).rejects.toThrow('There is no such note');
  expect((await list('ada')).notes).toHaveLength(1);
});

it('a title is neither empty nor too long [SEC-3]', async () => {
  for (const title of ['', '   ', 'x'.repeat(201)]) {
    await expect(call('ada', 'add_note', { title })).rejects.toThrow('title');
  }
  expect((await list('ada')).notes).toEqual([]);
});
