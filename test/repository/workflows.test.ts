// What GitHub runs and shows: as small rights as will do, nothing that moves under us, and no dead names.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const github = join(import.meta.dirname, '../../.github');
const read = (path: string) => readFileSync(join(github, path), 'utf8');
const parsed = (path: string) => parse(read(path), { strict: true });

const files = readdirSync(join(github, 'workflows'));
const workflows = files.map((file) => ({
  file,
  text: read(`workflows/${file}`),
  workflow: parsed(`workflows/${file}`) as Workflow,
}));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ file, name, job })),
);

describe.each(workflows)('$file', ({ text, workflow }) => {
  it('may read the code and nothing else, unless a job says so', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  it('uses actions by their commit, with the version beside it', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses)
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('puts nothing that a stranger can write into a shell', () => {
    const shells = Object.values(workflow.jobs).flatMap(({ steps }) => steps.map(({ run }) => run));
    expect(shells.filter((run) => run?.includes('${{'))).toEqual([]);
  });
});

describe.each(jobs)('the job $name of $file', ({ file, job }) => {
  it('ends, keeps no credentials, and has no right but what publishing needs', () => {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with)).toEqual([{ 'persist-credentials': false }]);
    const publishes = file === 'publish.yml';
    expect(job.permissions).toEqual(
      publishes ? { contents: 'read', 'id-token': 'write' } : undefined,
    );
    expect(job.environment).toBe(publishes ? 'npm' : undefined);
  });

  it('runs scripts that exist', () => {
    const scripts = job.steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm (?:run )?(?!ci|publish|run)([\w:-]+)/g)].map(([, name]) => name),
    );
    for (const script of scripts) expect(Object.keys(packageJson.scripts)).toContain(script);
  });
});

it('tests the program on three systems and every Node that is supported', () => {
  const { matrix } = jobs.find(({ name }) => name === 'unit')?.job.strategy ?? {};
  expect(matrix).toEqual({
    os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
    node: [20, 22, 24, 26],
  });
});

it('publishes with provenance, after all tests, what a tag of that version names', () => {
  const steps = jobs.find(({ name }) => name === 'publish')?.job.steps ?? [];
  const commands = steps.flatMap(({ run }) => run ?? []);
  expect(commands.at(-1)).toMatch(/^npm publish .*--provenance/);
  expect(commands.at(-2)).toBe('npm test');
  expect(commands[0]).toContain('GITHUB_REF_NAME');
});

it('asks for updates of every folder that has a lock file', () => {
  const { updates } = parsed('dependabot.yml') as {
    updates: { 'package-ecosystem': string; directory?: string; directories?: string[] }[];
  };
  const folders = updates
    .filter((update) => update['package-ecosystem'] === 'npm')
    .flatMap(({ directory, directories = [] }) => [
      ...(directory ? [directory] : []),
      ...directories,
    ]);
  const root = join(github, '..');
  expect(folders.filter((folder) => !existsSync(join(root, folder, 'package-lock.json')))).toEqual(
    [],
  );
  const locked = readdirSync(join(root, 'test'))
    .filter((name) => existsSync(join(root, 'test', name, 'package-lock.json')))
    .map((name) => `/test/${name}`);
  expect(folders.sort()).toEqual(['/', ...locked].sort());
});

it.each(readdirSync(join(github, 'ISSUE_TEMPLATE')).filter((file) => file !== 'config.yml'))(
  'asks something in the issue form %s',
  (file) => {
    const form = parsed(`ISSUE_TEMPLATE/${file}`) as {
      name: string;
      description: string;
      body: { id: string; type: string; attributes: { label: string } }[];
    };
    expect([form.name, form.description].every((text) => text.length > 0)).toBe(true);
    expect(form.body.length).toBeGreaterThan(0);
    expect(new Set(form.body.map(({ id }) => id)).size).toBe(form.body.length);
    for (const { type, attributes } of form.body) {
      expect(['textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
      expect(attributes.label).not.toBe('');
    }
  },
);
