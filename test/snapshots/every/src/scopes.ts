/** The scopes of this server. */
import project from './project.json' with { type: 'json' };
import { createScopeCatalogue, type ScopeCatalogue } from './scope-catalogue.js';

export const scopeCatalogue: ScopeCatalogue = createScopeCatalogue(project.scopes);

/** By the names that tools use. */
export const { all: scopes, baseline: baselineScope, permittedBy } = scopeCatalogue;

/** For example tools that change something; the only scope if there is just one. */
export const changeScope: string = scopes[1]?.name ?? baselineScope;
