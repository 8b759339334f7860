// What templates may say: the answers, and words derived from them.
import type { Commands } from '../answers/commands.js';
import { commandsOf } from '../answers/commands.js';
import { titleFromName } from '../answers/name.js';
import type { Answers } from '../answers/schema.js';
import type { Scope } from '../answers/scopes.js';

/** The names a `.hbs` file can use; `project` is what the generated data file holds. */
export interface Context extends Commands {
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

/** Pure: equal answers give an equal context. */
export function contextOf(answers: Answers): Context {
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
