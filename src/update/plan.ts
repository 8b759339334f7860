// What an update will do, as data: computed whole before the first file is touched.
import type { Manifest } from './manifest.js';

/** A file as it lies on disk. */
export interface DiskFile {
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** One file to write or to delete. Paths are those in the project folder, with forward slashes. */
export type Change =
  | { readonly kind: 'write'; readonly path: string; readonly file: DiskFile }
  | { readonly kind: 'delete'; readonly path: string };

/** A file that the owner has to look at: git refuses to commit it until that is done. */
export interface Conflict {
  readonly path: string;
  /** The three sides for git's index; at least one of them is there. */
  readonly base?: DiskFile;
  readonly yours?: DiskFile;
  readonly theirs?: DiskFile;
}

/** What the report tells, path by path; every list is sorted. */
export interface Findings {
  /** Not edited: the new text was taken. */
  readonly updated: readonly string[];
  /** Edited by the owner and changed by us: both are in it. */
  readonly merged: readonly string[];
  readonly added: readonly string[];
  /** Not edited and no longer part of what is generated. */
  readonly removed: readonly string[];
  /** With markers between the two versions. */
  readonly conflicted: readonly string[];
  /** Among those, the ones that the owner has only laid out anew. */
  readonly reformatted: readonly string[];
  /** The new text lies beside the owner's file, under this name. */
  readonly beside: readonly {
    readonly path: string;
    readonly written: string;
    readonly why: string;
  }[];
  /** Deleted by the owner, changed by us: stays deleted. */
  readonly keptDeleted: readonly string[];
  /** Edited by the owner, dropped by us: stays, and is no longer updated. */
  readonly yoursNow: readonly string[];
  /** Moved by the owner, or by this release. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Of the owner since creation; a new project has another text today. */
  readonly yoursStill: readonly string[];
  /** In package.json: changed on both sides, the owner's value stays. */
  readonly packageJson: readonly {
    readonly key: string;
    readonly yours: string;
    readonly ours: string;
  }[];
}

export interface UpdatePlan {
  /** Empty when there is nothing to do but the record. */
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  readonly findings: Findings;
  /** Written last, together with the base. */
  readonly manifest: Manifest;
  /** @returns the bytes of the new base.br; packing them takes a while */
  readonly base: () => Uint8Array;
}
