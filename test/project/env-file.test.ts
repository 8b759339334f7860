// `.env` is the example with fresh secrets.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providerChoice, providerLines } from '../../src/answers/provider.js';
import { readLayers } from '../../src/layers/read.js';
import { layersFor } from '../../src/layers/registry.js';
import { envFrom } from '../../src/project/env-file.js';
import { render } from '../../src/render/render.js';
import { sampleAnswers } from '../answers/sample-answers.js';
import { thrown } from '../thrown.js';

const templates = join(import.meta.dirname, '../../templates');
const sample = sampleAnswers();
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

describe('with a provider', () => {
  const lines = 'OIDC_ISSUER=\nOIDC_CLIENT_ID=\n# OIDC_CLIENT_AUTH=\n# OIDC_SCOPES=openid\n';

  it('has its lines ready as comments, so that the server starts without them', () => {
    const text = envFrom(`${example}${lines}`, randomBytes, 'google');
    expect(text).toContain('Prepared for Google');
    expect(text).toContain('\n# OIDC_ISSUER=https://accounts.google.com\nOIDC_CLIENT_ID=\n');
    expect(text).toContain('\n# OIDC_CLIENT_AUTH=client_secret_post\n# OIDC_SCOPES=openid\n');
    expect(text).not.toMatch(/^OIDC_\w+=./m);
  });

  it('is the example as it is where the provider is not decided', () => {
    const bytes = (count: number) => new Uint8Array(count);
    const text = `${example}${lines}`;
    expect(envFrom(text, bytes, 'generic')).toBe(envFrom(text, bytes));
  });

  it.each(providerChoice.values)(
    'fits into the lines that projects have: $value',
    async (value) => {
      const layers = await readLayers(templates, layersFor({ ...sample, upstream: 'oidc' }));
      const tree = render({ ...sampleAnswers(), upstream: 'oidc' }, layers);
      const text = envFrom(tree.get('.env.example')?.text ?? '', randomBytes, value.value);
      for (const line of providerLines[value.value]) {
        expect(text.split('\n').filter((other) => other === `# ${line}`)).toHaveLength(1);
        const name = line.slice(0, line.indexOf('=') + 1);
        expect(
          text.split('\n').filter((other) => other.replace(/^# /, '').startsWith(name)),
        ).toEqual([`# ${line}`]);
      }
    },
  );

  it('refuses an example that lacks one of its lines', async () => {
    const error = await thrown(() => envFrom(example, randomBytes, 'okta'));
    expect(error.code).toBe('BROKEN_TEMPLATE');
  });
});
