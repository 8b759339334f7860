// What test files depend on besides their imports: the programs that they start, the files they read.

/**
 * For test files that start processes or read files; a folder, with a slash at its end, stands for
 * all of its sources. One that is not named here counts as depending
 * on everything, which is safe, and repeats it in each variant.
 */
export const reads: Readonly<Record<string, readonly string[]>> = {
  // Those who call it name the program: see `programs`.
  'test/live/child.ts': [],
  'test/admin/run-admin.ts': ['src/admin.ts'],
  'test/stdio.test.ts': ['src/stdio.ts'],
  'test/tools/stdio.test.ts': ['src/stdio.ts'],
  'test/import-rules.test.ts': ['.biome.json'],
  'test/oauth/sha256.test.ts': ['src/oauth/'],
  'test/config/env-example.test.ts': ['.env.example'],
  'test/config/switches-page.test.ts': ['docs/switches.md'],
  'test/log/audit-page.test.ts': ['docs/audit.md'],
  // Files that they have written themselves, and those of the system.
  'test/admin/store.test.ts': [],
  'test/log/audit-file.test.ts': [],
  'test/store/find-programs.ts': [],
  'test/store/server-process.ts': [],
  'test/store/start-child.ts': ['test/store/child.ts'],
  'test/store/start-server.ts': ['test/store/server-process.ts'],
  'test/store/stolen-files.test.ts': [],
  'test/store/unavailable.test.ts': ['test/store/fill-disk.ts'],
};

/** A call of the left name starts the program on the right. */
export const programs: Readonly<Record<string, string>> = {
  startMain: 'src/main.ts',
  startPlainMain: 'test/live/plain-main.ts',
};
