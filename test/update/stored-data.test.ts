// What is said about stored data when an update changes what keeps it.
import { expect, it } from 'vitest';
import { storedDataNotes } from '../../src/update/stored-data.js';
import { sampleAnswers } from '../answers/sample-answers.js';

const sqlite = sampleAnswers();
const postgres = sampleAnswers({ storage: 'postgres' });
const memory = sampleAnswers({ storage: 'memory' });
const oidc = sampleAnswers({ upstream: 'oidc' });

it('says nothing when neither storage nor upstream changes', () => {
  expect(storedDataNotes(sqlite, sampleAnswers({ framework: 'express', scopes: [] }))).toEqual([]);
});

it('gives the commands that move data to another storage, in the order to run them', () => {
  expect(storedDataNotes(sqlite, postgres)).toEqual([
    'What is stored stays in SQLite; PostgreSQL begins empty. To move users, connections and keys:',
    '1. Stop every running server.',
    '2. With the code from before this update: npm run admin -- store export --out data/store.jsonl',
    '   If the update is written already, go back first: npx create-mcp-oauth-app@latest update --abort',
    '3. Run this update again, and install.',
    '4. Set DATABASE_URL in .env as docs/storage.md says. Leave SECRET_KEYS as it is.',
    '5. npm run admin -- store import data/store.jsonl',
    '6. Start the server, and delete data/store.jsonl: it holds personal data and sealed secrets.',
  ]);
});

it("speaks in the project's package manager's words", () => {
  const withPnpm = { packageManager: 'pnpm' } as const;
  const lines = storedDataNotes({ ...sqlite, ...withPnpm }, { ...postgres, ...withPnpm }).join();
  expect(lines).toContain(': pnpm admin store export --out');
  expect(lines).toContain('pnpm dlx create-mcp-oauth-app@latest update --abort');
  expect(lines).not.toMatch(/npm run|npx/);
});

it('promises no way into memory or out of it', () => {
  expect(storedDataNotes(sqlite, memory).join()).toMatch(/stays in SQLite.*cannot be moved/);
  expect(storedDataNotes(memory, sqlite).join()).toMatch(/^Nothing can be moved.*SQLite begins/);
});

it('says that accounts are not carried over, and how to end their connections', () => {
  const lines = storedDataNotes(sqlite, oidc).join('\n');
  expect(lines).toMatch(/^Accounts are not carried over\. Everybody gets a new account at/);
  expect(lines).toContain('npm run admin -- users remove ID');
  expect(storedDataNotes(oidc, sqlite)[0]).toContain('npm run admin -- users add NAME');
});

it('puts accounts before the move when both change', () => {
  const lines = storedDataNotes(sqlite, { ...postgres, upstream: 'oidc' });
  expect(lines).toEqual([...storedDataNotes(sqlite, oidc), ...storedDataNotes(sqlite, postgres)]);
});
