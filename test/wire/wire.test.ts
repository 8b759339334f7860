// The frameworks are told apart by nothing that goes over the wire: real servers, raw sockets.
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { allowedDifferences } from './differences.js';
import { askAll, frameworks, reference } from './servers.js';

const asked = await askAll(await temporaryFolder());
const transcripts = new Map([...asked].map(([name, { transcript }]) => [name, transcript]));
const expected = transcripts.get(reference) ?? new Map<string, string>();
const exchanges = [...expected.keys()];
const others = frameworks.filter((framework) => framework !== reference);

/** What a framework answered, without the lines in which it may differ. */
function answer(framework: string, exchange: string, lines?: RegExp): string {
  const text = transcripts.get(framework as typeof reference)?.get(exchange) ?? 'never asked';
  const kept = text.split('\n').filter((line) => lines?.test(line) !== true);
  return kept.join('\n');
}

function allowedFor(framework: string, exchange: string) {
  return allowedDifferences.find(
    (one) => (one.framework ?? framework) === framework && one.exchanges.includes(exchange),
  );
}

describe('all frameworks', () => {
  it('are asked the same, and enough', () => {
    expect(exchanges.length).toBeGreaterThanOrEqual(150);
    for (const framework of others) {
      expect([...(transcripts.get(framework)?.keys() ?? [])]).toEqual(exchanges);
    }
  });

  it('print the same', () => {
    for (const framework of others) {
      expect(asked.get(framework)?.printed, framework).toEqual(asked.get(reference)?.printed);
    }
    expect(asked.get(reference)?.printed.join('\n')).toContain('an inner detail');
  });

  it('answer in every way that the server knows', () => {
    const statuses = new Set(
      [...expected.values()].flatMap((text) => text.match(/(?<=^HTTP\/1\.1 )\d{3}/gm) ?? []),
    );
    const known = [100, 200, 201, 202, 204, 303, 400, 401, 403, 404, 405, 413, 415, 421, 431];
    expect([...statuses].map(Number)).toEqual(expect.arrayContaining(known));
  });

  it.each(exchanges)('answer alike: %s', (exchange) => {
    for (const framework of others) {
      const allowed = allowedFor(framework, exchange);
      if (allowed !== undefined && allowed.lines === undefined) continue;
      const [theirs, ours] = [framework, reference].map((one) =>
        answer(one, exchange, allowed?.lines),
      );
      expect.soft(theirs, `${framework} answers otherwise than ${reference}`).toBe(ours);
    }
  });
});

describe('the list of allowed differences', () => {
  const listed = allowedDifferences.flatMap(({ exchanges: names, framework }) =>
    names.map((exchange) => ({ exchange, among: framework === undefined ? others : [framework] })),
  );

  it('is short', () => {
    expect(allowedDifferences.length).toBeLessThanOrEqual(5);
  });

  it.each(listed)('names nothing that is alike: $exchange', ({ exchange, among }) => {
    expect(exchanges).toContain(exchange);
    expect(among.map((framework) => answer(framework, exchange))).not.toEqual(
      among.map(() => answer(reference, exchange)),
    );
  });
});
