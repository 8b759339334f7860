// The rules every layer under templates/ keeps.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { choices, layeredKeys } from '../../src/answers/schema.js';
import { compose } from '../../src/layers/compose.js';
import { isTemplate, projectPath } from '../../src/layers/project-path.js';
import { readLayers } from '../../src/layers/read.js';
import {
  availableValues,
  availableVariants,
  layersFor,
  variantName,
} from '../../src/layers/registry.js';
import { pathProblem } from '../../src/tree/path.js';

const templates = join(import.meta.dirname, '../../templates');
const names = [
  'base',
  ...layeredKeys.flatMap((key) => availableValues(key).map((v) => `${key}/${v}`)),
];
const layers = await readLayers(templates, names);
const files = layers.flatMap((layer) =>
  layer.files.map((file) => ({ layer: layer.name, ...file })),
);
const label = (file: { layer: string; stored: string }) => `${file.layer}/files/${file.stored}`;
const offenders = (isWrong: (file: (typeof files)[number]) => boolean) =>
  files.filter(isWrong).map(label);

/** What the base imports, and what its README points to, without asking which layer it got. */
const contractPaths = {
  framework: ['src/http/serve.ts', 'src/http/routes.ts', 'docs/framework.md'],
  storage: [
    'src/store/index.ts',
    'src/store/database-url.ts',
    'test/store/open-test-store.ts',
    'test/store/global-setup.ts',
    '.github/actions/database/action.yml',
    'docs/storage.md',
  ],
  upstream: [
    'src/login/index.ts',
    'src/login/settings.ts',
    'src/admin/users.ts',
    'test/login/environment.ts',
    'test/login/person.ts',
  ],
} as const;

describe('every layer', () => {
  it('is registered, and every folder under templates is one', async () => {
    const folders = await Promise.all(
      layeredKeys.map(async (key) =>
        (await readdir(join(templates, key))).map((v) => `${key}/${v}`),
      ),
    );
    expect(folders.flat().sort()).toEqual(names.slice(1).sort());
  });

  it('is a value of its choice in the schema', () => {
    for (const key of layeredKeys) {
      const known: string[] = choices[key].values.map(({ value }) => value);
      expect(known).toEqual(expect.arrayContaining(availableValues(key)));
    }
  });

  it('stores dot files under a name that npm publishes', () => {
    expect(offenders(({ stored }) => /(^|\/)\.|(^|\/)npm-debug\.log/.test(stored))).toEqual([]);
  });

  it('has paths that every system can hold', () => {
    expect(offenders(({ stored }) => pathProblem(projectPath(stored)) !== undefined)).toEqual([]);
  });

  it('has LF line ends, no byte order mark and a final newline', () => {
    expect(offenders(({ text }) => /\r|^\ufeff/.test(text) || !text.endsWith('\n'))).toEqual([]);
  });

  it('has text that is valid UTF-8', () => {
    expect(offenders(({ text }) => text.includes('\ufffd'))).toEqual([]);
  });

  it('depends on exactly the versions this repository tests with', () => {
    const tested: Record<string, string> = packageJson.devDependencies;
    for (const layer of layers) {
      const fragment = layer.description.package as Record<string, Record<string, string>>;
      for (const [name, version] of Object.entries({
        ...fragment['dependencies'],
        ...fragment['devDependencies'],
      })) {
        expect(`${name} ${version}`).toBe(`${name} ${tested[name]}`);
      }
    }
  });

  it('uses every glob it lists', () => {
    const paths = files.map((file) => projectPath(file.stored));
    for (const { name, description } of layers) {
      for (const glob of [...description.once, ...description.executable]) {
        const prefix = glob.split('*')[0] ?? '';
        expect([name, glob, paths.some((path) => path.startsWith(prefix))]).toEqual([
          name,
          glob,
          true,
        ]);
      }
    }
  });
});

describe('template expressions', () => {
  it('are in no code file', () => {
    const code = files.filter(({ stored }) => /\.(ts|js|mjs|cjs|tsx|sql)(\.hbs)?$/.test(stored));
    expect(
      code.filter((file) => isTemplate(file.stored) || file.text.includes('{{')).map(label),
    ).toEqual([]);
  });

  it('are in at most ten files', () => {
    expect(offenders(({ stored }) => isTemplate(stored)).length).toBeLessThanOrEqual(10);
  });

  it('are in every file that ends in .hbs', () => {
    expect(offenders(({ stored, text }) => isTemplate(stored) && !text.includes('{{'))).toEqual([]);
  });

  it('have no block but each, and no block inside another', () => {
    const wrong = offenders(({ stored, text }) => {
      if (!isTemplate(stored)) return false;
      let depth = 0;
      return [...text.matchAll(/\{\{[~-]?\s*([#/^])\s*(\w+)|\{\{\s*else/g)].some(
        ([, sign, word]) => {
          depth += sign === '#' ? 1 : -1;
          return word !== 'each' || depth > 1 || depth < 0;
        },
      );
    });
    expect(wrong).toEqual([]);
  });
});

describe('what would make output differ between machines or days', () => {
  it('is no date, other than those that name a protocol version or a schema', () => {
    const known = /2024-11-05|2025-03-26|2025-06-18|2025-11-25|2026-07-28|schemas\/[\d-]+/g;
    const comments = /\/\*[\s\S]*?\*\/|\/\/ .*$/gm;
    const date = /\b20\d\d-[01]\d-[0-3]\d\b/;
    expect(
      offenders(
        ({ stored, text }) =>
          !/^test\//.test(stored) && date.test(text.replace(comments, '').replace(known, '')),
      ),
    ).toEqual([]);
  });

  it('is no absolute path of a machine', () => {
    expect(
      offenders(({ text }) =>
        /(^|[\s"'`(=])(\/home\/(?!node)|\/Users\/|\/root\/|\/work\/|[A-Z]:\\)/m.test(text),
      ),
    ).toEqual([]);
  });

  it('is no key or token outside the tests, and no secret in the environment example', () => {
    expect(
      offenders(
        ({ stored, text }) =>
          !stored.startsWith('test/') &&
          /-----BEGIN [A-Z ]*PRIVATE KEY-----|SECRET_KEYS=\S|ghp_\w{20}|sk-\w{20}/.test(text),
      ),
    ).toEqual([]);
  });
});

describe.each(availableVariants().map((variant) => ({ name: variantName(variant), variant })))(
  'the variant $name',
  ({ variant }) => {
    const chosen = layersFor(variant);
    const sources = compose(layers.filter((layer) => chosen.includes(layer.name)));
    const paths = new Set(sources.map(({ path }) => path));

    it('owns no path twice', () => {
      expect(paths.size).toBe(sources.length);
    });

    it.each(layeredKeys)('gets the paths the base imports from its %s layer', (key) => {
      const own = sources.filter(({ template }) => template.startsWith(`${key}/${variant[key]}/`));
      expect(own.map(({ path }) => path)).toEqual(expect.arrayContaining([...contractPaths[key]]));
    });

    it('has what creating needs: an environment example, an ignore file, attributes', () => {
      expect([...paths]).toEqual(
        expect.arrayContaining(['.env.example', '.gitignore', '.gitattributes', 'README.md']),
      );
    });

    it('marks the stored base as binary and generated', () => {
      const attributes = sources.find(({ path }) => path === '.gitattributes')?.text ?? '';
      const rule = attributes.split('\n').find((line) => line.includes('base.br')) ?? '';
      expect(rule).toMatch(/^\/?\.create-mcp-oauth-app\/base\.br\s/);
      expect(rule.split(/\s+/)).toEqual(expect.arrayContaining(['binary', 'linguist-generated']));
    });

    it('ignores .env and not .env.example', () => {
      const ignored = sources.find(({ path }) => path === '.gitignore')?.text.split('\n') ?? [];
      expect(ignored.some((line) => /^\/?\.env\*?$/.test(line))).toBe(true);
    });
  },
);
