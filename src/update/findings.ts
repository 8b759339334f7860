// Sorts outcomes into the lists of the report.
import type { Outcome } from './outcome.js';
import { changesOf } from './outcome.js';
import type { Findings } from './plan.js';
import { isReformatted } from './reformatted.js';

/** @param beside where new texts were put next to the owner's files */
export function findingsOf(
  outcomes: readonly Outcome[],
  beside: Findings['beside'],
  moved: Findings['moved'],
): Findings {
  const paths = (which: (outcome: Outcome) => boolean) =>
    outcomes.filter(which).map(({ entry }) => entry.target);
  const kept = (as: string) =>
    paths(({ decision }) => decision.kind === 'keep' && decision.as === as);
  const taken = (as: string) =>
    paths(({ decision }) => decision.kind === 'take' && decision.as === as);
  const changed = (outcome: Outcome) => changesOf(outcome).length > 0;
  const mixed = ({ decision }: Outcome) => ['merge', 'package'].includes(decision.kind);
  const permissions = (outcome: Outcome) =>
    outcome.decision.kind === 'keep' && outcome.entry.target === outcome.entry.place;
  return {
    updated: [...taken('updated'), ...paths((one) => permissions(one) && changed(one))].sort(),
    merged: paths((one) => mixed(one) && !one.conflicted && changed(one)),
    added: taken('added'),
    removed: paths(({ decision }) => decision.kind === 'delete'),
    conflicted: paths(({ conflicted }) => conflicted),
    reformatted: paths(onlyReformatted),
    beside,
    keptDeleted: kept('keptDeleted'),
    yoursNow: kept('yoursNow'),
    yoursStill: kept('yoursStill'),
    moved,
    packageJson: outcomes.flatMap(({ packageJson }) => packageJson),
  };
}

function onlyReformatted({ conflicted, decision }: Outcome): boolean {
  return conflicted && decision.kind === 'merge' && isReformatted(decision.base, decision.yours);
}
