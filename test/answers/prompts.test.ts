// Which questions are asked, in which order, and what becomes of the replies.
import { describe, expect, it } from 'vitest';
import type { Asked, Draft } from '../../src/answers/prompts.js';
import { askAnswers } from '../../src/answers/prompts.js';
import { providerChoice } from '../../src/answers/provider.js';
import { choices, defaultScopes, layeredKeys } from '../../src/answers/schema.js';
import { withDefaults } from '../../src/answers/settle.js';
import { availableValues } from '../../src/layers/registry.js';
import { back, enter, scriptedAsker } from './scripted-asker.js';

const anywhere: Asked = { placeProblem: () => undefined };
const asking = (replies: readonly unknown[], given: Draft = {}, asked: Asked = anywhere) => {
  const { asker, ...told } = scriptedAsker(replies);
  return { ...told, draft: askAnswers(asker, given, asked) };
};

const openChoices = layeredKeys.filter((key) => availableValues(key).length > 1);
const name = 'What is your server called?';

describe('askAnswers', () => {
  it('gives the defaults to somebody who only presses Enter', async () => {
    expect(await asking([]).draft).toEqual(withDefaults({}));
  });

  it('asks at most eight questions where every reply is Enter', async () => {
    const { asked, draft } = asking([], {}, { ...anywhere, summary: async () => [] });
    expect(await draft).toMatchObject({ install: true, git: true, confirmed: true });
    expect(asked.length).toBeLessThanOrEqual(8);
    expect(asked.at(-1)).toBe('Create it?');
  });

  it('asks nothing that was given', async () => {
    const given = withDefaults({ name: 'demo', packageManager: 'pnpm' });
    const { asked, draft } = asking([], given);
    expect(await draft).toEqual(given);
    expect(asked).toEqual([]);
  });

  it('does not ask a question that has one possible answer', async () => {
    const { asked, draft } = asking([]);
    await draft;
    for (const key of layeredKeys) {
      expect(asked.includes(choices[key].question)).toBe(openChoices.includes(key));
    }
  });

  it('offers the package manager that started the program', async () => {
    const { draft } = asking([], {}, { ...anywhere, detected: 'bun' });
    expect((await draft).packageManager).toBe('bun');
  });

  it('asks for the provider only where people sign in elsewhere', async () => {
    const local = asking([], { upstream: 'none' });
    await local.draft;
    expect(local.asked).not.toContain(providerChoice.question);
    const elsewhere = asking(['demo', enter, enter, 'google'], { upstream: 'oidc' });
    expect((await elsewhere.draft).provider).toBe('google');
  });

  it('refuses a name whose place is taken, and one that npm refuses', async () => {
    const placeProblem = (typed: string) => (typed === 'taken' ? 'It is taken.' : undefined);
    await expect(asking(['taken'], {}, { placeProblem }).draft).rejects.toThrow('It is taken.');
    await expect(asking(['Bad Name']).draft).rejects.toThrow('not a package name');
  });

  it('asks only for what is not decided of installing and committing', async () => {
    const summary = async () => [];
    const given = withDefaults({ name: 'demo' });
    const one = asking([[]], { ...given, git: true }, { ...anywhere, summary });
    expect(await one.draft).toMatchObject({ install: false, git: true });
    const none = asking([], { ...given, git: true, install: true }, { ...anywhere, summary });
    await none.draft;
    expect(none.asked).toEqual(['Create it?']);
  });

  it('shows a summary of the replies so far before anything is written', async () => {
    const seen: Draft[] = [];
    const summary = async (draft: Draft) => {
      seen.push(draft);
      return [];
    };
    const replies = ['demo', 'express', enter, enter, enter, enter, enter, back, enter, false];
    const { draft } = asking(replies, {}, { ...anywhere, summary });
    expect(await draft).toMatchObject({ confirmed: false });
    expect(seen.map(({ framework }) => framework)).toEqual(['express', 'express']);
  });
});

describe('going back', () => {
  it('asks the question before this one again, and offers what was replied', async () => {
    const { asked, offered, draft } = asking(['demo', 'express', back, back, 'other', enter]);
    expect(await draft).toMatchObject({ name: 'other', framework: 'express' });
    const [first = '', second = ''] = [choices.framework.question, choices.storage.question];
    expect(asked.slice(0, 6)).toEqual([name, first, second, first, name, first]);
    expect(offered.slice(3, 6)).toEqual(['express', 'demo', 'express']);
  });

  it('skips what is no question any more', async () => {
    const given = { name: 'demo', framework: 'hono', storage: 'sqlite' } as const;
    const replies = ['oidc', 'google', back, back, 'none', back, enter];
    const { asked, draft } = asking(replies, given);
    expect(await draft).toMatchObject({ upstream: 'none', scopes: defaultScopes });
    expect(asked.filter((message) => message === providerChoice.question)).toHaveLength(2);
  });
});
