// npm run recordings: drives the built program at a terminal and writes docs/first-run.md with its pictures.
// It needs the network once, since the first recording installs what it has created.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../matrix/environment.js';
import { page } from './page.js';
import { draw } from './picture.js';
import { columns, record } from './record.js';

const docs = join(repository, 'docs');
const recordings = join(docs, 'recordings');

const scenes = [
  {
    name: 'questions',
    args: [],
    heading: 'With questions',
    words:
      'Enter takes what is marked, at every question. Escape goes back to the one before, and Ctrl-C leaves\nwithout a trace.',
  },
  {
    name: 'flags',
    args: 'tasks --framework=express --storage=postgres --yes --no-install'.split(' '),
    heading: 'Without questions',
    words: 'Every question is a flag, and `--yes` takes the defaults for the rest.',
  },
];

/** A person whom git knows, and no settings of whoever runs this. */
const env = {
  npm_config_user_agent: 'npm/11.0.0 node/v24.0.0',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

await mkdir(recordings, { recursive: true });
const shown = [];
for (const { args, ...about } of scenes) {
  const cwd = await realpath(await mkdtemp(join(tmpdir(), 'recording-')));
  try {
    const session = { cli: join(repository, 'dist/cli.js'), cwd, env };
    const recording = await record(args, session);
    if (JSON.stringify(recording).includes(cwd)) throw new Error(`${about.name} shows ${cwd}.`);
    await writeFile(join(recordings, `${about.name}.svg`), draw(recording, columns));
    shown.push({ ...about, ...recording });
    console.log(`${about.name}: ${recording.frames.length} screens`);
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}
await writeFile(join(docs, 'first-run.md'), page(shown));
