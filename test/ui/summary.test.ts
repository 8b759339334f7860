// The words before and after a project is written.
import { expect, it } from 'vitest';
import { nextStepLines, summaryLines } from '../../src/ui/summary.js';
import { sampleAnswers } from '../answers/sample-answers.js';

it('sums up every answer', () => {
  expect(summaryLines(sampleAnswers(), './demo', 12)).toEqual([
    'Name       demo',
    'Directory  ./demo',
    'HTTP       Hono',
    'Storage    SQLite',
    'Users      Accounts in this server',
    'Scopes     notes:read   Read your notes',
    '           notes:write  Create and change your notes (includes notes:read)',
    'Packages   npm',
    'Files      12',
  ]);
});

it('gives commands that can be pasted', () => {
  const lines = nextStepLines(sampleAnswers(), "it's here", true);
  expect(lines.filter((line) => line.startsWith('  '))).toEqual([
    `  cd 'it'\\''s here'`,
    '  npm run dev',
    `  cd 'it'\\''s here'`,
    '  npm run admin -- users add alice',
  ]);
});

it('names the provider instead of users where people sign in elsewhere', () => {
  const text = nextStepLines(sampleAnswers({ upstream: 'oidc' }), 'here', true).join('\n');
  expect(text).toContain('docs/sign-in.md');
  expect(text).toContain('  http://localhost:3000/login/callback');
  expect(text).not.toContain('users add');
});

it('holds the installation when it is missing, and no cd when one is there already', () => {
  const lines = nextStepLines(sampleAnswers({ packageManager: 'pnpm' }), '', false);
  expect(lines.filter((line) => line.startsWith('  '))).toEqual([
    '  pnpm install',
    '  pnpm dev',
    '  pnpm admin users add alice',
  ]);
});
