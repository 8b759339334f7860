// The manifest after an update: what is generated now, and what is known about the owner's files.
import type { Manifest } from './manifest.js';
import type { Outcome } from './outcome.js';

/** @param fresh the manifest of a new project with these answers */
export function nextManifest(fresh: Manifest, outcomes: readonly Outcome[]): Manifest {
  const files = { ...fresh.files };
  for (const { entry, decision } of outcomes) {
    const file = files[entry.path];
    if (file === undefined) continue;
    const at = entry.target === entry.path ? {} : { at: entry.target };
    const before = entry.recorded?.owner === 'once' && decision.kind === 'keep';
    const original = before ? (entry.recorded?.written ?? entry.recorded?.sha256) : undefined;
    const written = original === undefined || original === file.sha256 ? {} : { written: original };
    files[entry.path] = { ...file, ...at, ...written };
  }
  return { ...fresh, files };
}
