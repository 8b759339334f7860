// Layers small enough to read in a test, in the form in which `readLayers` returns them.
import type { Layer } from '../../src/layers/layer.js';

/** @param files stored path -> text */
export function layer(
  name: string,
  files: Readonly<Record<string, string>>,
  description: Partial<Layer['description']> = {},
): Layer {
  return {
    name,
    description: { title: name, once: [], executable: [], package: {}, moves: [], ...description },
    files: Object.entries(files).map(([stored, text]) => ({ stored, text })),
  };
}

/** A whole project in three files and two fragments. */
export function smallLayers(): Layer[] {
  return [
    layer(
      'base',
      {
        'README.md.hbs': '# {{title}}\n',
        '_env.example': '# Secrets, newest first\nSECRET_KEYS=\nPORT=3000\n# AUDIT_LOG=\n',
        _gitignore: 'node_modules/\n.env\n',
        'src/project.json.hbs': '{{json project}}\n',
      },
      {
        once: ['README.md'],
        executable: ['bin/**'],
        package: { scripts: { dev: 'node .' }, dependencies: { zod: '4.6.7' } },
      },
    ),
    layer(
      'framework/hono',
      { 'bin/start': '#!/bin/sh\n' },
      { package: { dependencies: { hono: '1.0.0' } } },
    ),
  ];
}
