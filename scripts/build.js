// Bundles src/cli.ts and everything it imports into dist/cli.js, with the licences of what is inside.
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

/**
 * Node's modules are required when they are first used. As static imports they would be linked
 * before the first line runs, and a Node that lacks one name would answer with a SyntaxError
 * instead of our sentence about the Node version. Each name that somebody imports is a variable of
 * its own: esbuild would copy a required module whole, for each file that imports something of it.
 *
 * @type {import('esbuild').Plugin}
 */
const lateBuiltins = {
  name: 'late-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'require-call' ? { path, external: true } : { path, namespace: 'builtin' },
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: variablesOf(path) }));
  },
};

/**
 * @param {string} name of a module of Node
 * @returns {string} a module of the same exports, of which those stay that are imported
 */
function variablesOf(name) {
  const exported = Object.keys(createRequire(import.meta.url)(name)).filter((key) =>
    /^\w+$/.test(key),
  );
  const variables = exported.map(
    (key, index) =>
      `const _${index} = /* @__PURE__ */ (() => all.${key})();export { _${index} as ${key} };`,
  );
  return `const all = require('${name}');export default all;${variables.join('')}`;
}

rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outfile: 'dist/cli.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'es2020',
  supported: { 'top-level-await': true },
  minifySyntax: true,
  minifyWhitespace: true,
  minifyIdentifiers: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Its main file is UMD, whose inner imports cannot be bundled, and the other one carries tables of names.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/impl/parser.js' },
  plugins: [lateBuiltins],
  banner: {
    js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
  },
});
await shrink(join(dist, 'cli.js'));
chmodSync(join(dist, 'cli.js'), 0o755);
writeFileSync(join(dist, 'LICENSES.txt'), licences(Object.keys(metafile.inputs)));

/**
 * By a twentieth of what is downloaded; sequences would take seconds more and gain nothing.
 *
 * @param {string} file
 */
async function shrink(file) {
  const { code } = await minify(readFileSync(file, 'utf8'), {
    module: true,
    ecma: 2020,
    compress: { passes: 2, sequences: false },
  });
  if (code === undefined) throw new Error(`${file} came out empty.`);
  writeFileSync(file, code);
}

/**
 * @param {string[]} inputs paths of all bundled files
 * @returns {string} the licence text of every bundled package
 */
function licences(inputs) {
  const folders = inputs.flatMap(
    (path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    );
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
    if (license === undefined && text === '') throw new Error(`${name} names no licence`);
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return `dist/cli.js contains these packages.\n\n${texts.join('\n----\n\n')}`;
}
