// Tells pnpm what package.json tells npm: which install scripts may run.
import type { Layer } from './layer.js';

/**
 * pnpm reads no settings from package.json, and an installation with an undecided script fails. So
 * the layers' `allowScripts` become `allowBuilds`.
 *
 * @returns the text of pnpm-workspace.yaml; keys are quoted, which JSON and YAML do alike
 */
export function composePnpmWorkspace(layers: readonly Layer[]): string {
  const decisions = layers.flatMap((layer) =>
    Object.entries(layer.description.package['allowScripts'] ?? {}),
  );
  const lines = [...new Map(decisions)]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, allowed]) => `  ${JSON.stringify(name)}: ${allowed === true}\n`);
  return `# Which dependencies may run install scripts; none needs one.\nallowBuilds:\n${lines.join('')}`;
}
