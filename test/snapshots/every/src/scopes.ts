/** The scopes of this server. */
import project from './project.json' with { type: 'json' };
import { createScopeCatalogue, type ScopeCatalogue } from './scope-catalogue.js';

/** The scopes of this server. */
export const scopeCatalogue: ScopeCatalogue = createScopeCatalogue(project.scopes);

/** The same, by the names that tools use. */
export const { all: scopes, baseline: baselineScope, permittedBy } = scopeCatalogue;

/** The scope of the example tools that change something. */
export const changeScope: string = scopes[1]?.name ?? baselineScope;
