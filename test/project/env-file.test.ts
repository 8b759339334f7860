// `.env` is the example with fresh secrets.
import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { envFrom } from '../../src/project/env-file.js';
import { thrown } from '../thrown.js';

const example = '# newest first\nSECRET_KEYS=\nPORT=3000\n# AUDIT_LOG=\n';

it('fills SECRET_KEYS with 32 random bytes, keeps an audit, and changes nothing else', () => {
  const text = envFrom(example, (bytes) => new Uint8Array(bytes).fill(255));
  expect(text).toBe(
    `# newest first\nSECRET_KEYS=${'_'.repeat(42)}8\nPORT=3000\nAUDIT_LOG=data/audit.jsonl\n`,
  );
});

it('asks for new bytes each time', () => {
  const secret = () => /SECRET_KEYS=([\w-]{43})\n/.exec(envFrom(example, randomBytes))?.[1];
  expect(secret()).toBeTypeOf('string');
  expect(secret()).not.toBe(secret());
});

it.each(['PORT=3000\n', 'SECRET_KEYS=\n', '# AUDIT_LOG=\n'])(
  'refuses an example without a line to fill: %j',
  async (text) => {
    expect((await thrown(() => envFrom(text, randomBytes))).code).toBe('BROKEN_TEMPLATE');
  },
);
