// What the answers alone let templates say: themselves, and words derived from them.
import type { Commands } from '../answers/commands.js';
import { commandsOf } from '../answers/commands.js';
import { titleFromName } from '../answers/name.js';
import type { Answers } from '../answers/schema.js';
import type { Scope } from '../answers/scopes.js';

/** What the answers alone decide; `project` is what the generated data file holds. */
export interface Answered extends Commands {
  readonly name: string;
  readonly title: string;
  readonly framework: string;
  readonly storage: string;
  readonly upstream: string;
  readonly packageManager: string;
  readonly scopes: readonly Scope[];
  readonly project: {
    readonly name: string;
    readonly title: string;
    readonly scopes: readonly Scope[];
  };
}

/** Pure: equal answers give equal words. */
export function answeredBy(answers: Answers): Answered {
  const { name, framework, storage, upstream, packageManager } = answers;
  const title = titleFromName(name);
  const scopes = answers.scopes.map((scope) => ({
    name: scope.name,
    description: scope.description,
    implies: [...scope.implies],
  }));
  return {
    name,
    title,
    framework,
    storage,
    upstream,
    packageManager,
    ...commandsOf[packageManager],
    scopes,
    project: { name, title, scopes },
  };
}
