/** The permissions that a person may leave out. */
import type { Permission } from '../../pages/permissions.js';
import type { ScopeCatalogue } from '../../scope-catalogue.js';
import { offlineAccess } from '../scope.js';

/**
 * The permissions as the consent page lists them. A box stands below that of the permission that
 * includes it, or of what includes both where there are two; what is included without a box of its own
 * there is mentioned. A single permission has no box: whoever does not want it cancels.
 *
 * @param asked the scopes of the request
 * @param ticked those whose boxes are ticked
 */
export function scopeChoices(
  catalogue: ScopeCatalogue,
  asked: readonly string[],
  ticked: readonly string[] = asked,
): Permission[] {
  const hasBoxes = permissionsIn(asked).length > 1;
  const permitted = catalogue.permittedBy(asked);
  const shown = catalogue.all
    .filter(({ name }) => permitted.has(name))
    .map((scope) => ({ ...scope, ...placeOf(catalogue, asked, scope.name) }));

  const box = (scope: string) => ({ box: { scope, ticked: ticked.includes(scope) } });
  const mention = ({ description }: Shown): Permission => ({ sentence: description, includes: [] });
  const whole = ({ name, description }: Shown): Permission => ({
    sentence: description,
    ...(hasBoxes && box(name)),
    includes: shown.flatMap((part) => {
      if (part.below === name) return whole(part);
      return part.parents.includes(name) ? mention(part) : [];
    }),
  });

  const offline = { sentence: 'Stay connected while you are away', ...box(offlineAccess) };
  return [
    ...shown.filter(({ below }) => below === null).map(whole),
    ...(asked.includes(offlineAccess) ? [{ ...offline, includes: [] }] : []),
  ];
}

/**
 * The scopes that a person allows: those whose boxes came back, and those that they include; all of
 * the request without the field `selection`, which stands beside the boxes.
 *
 * @returns `undefined` if no permission is left
 */
export function chosenScopes(
  { permittedBy }: Pick<ScopeCatalogue, 'permittedBy'>,
  asked: readonly string[],
  form: URLSearchParams,
): readonly string[] | undefined {
  if (!form.has('selection')) return asked;
  const permissions = permissionsIn(asked);
  const ticked = [...form.getAll('scope'), ...(permissions.length > 1 ? [] : permissions)];
  const permitted = permittedBy(ticked.filter((name) => asked.includes(name)));
  const chosen = asked.filter((name) => permitted.has(name));
  return permissionsIn(chosen).length > 0 ? chosen : undefined;
}

interface Shown extends Place {
  name: string;
  description: string;
}

interface Place {
  /** The requested scopes right above it. */
  parents: readonly string[];
  /** The one below which its box stands, `null` for none; absent if it was not asked for. */
  below?: string | null;
}

function permissionsIn(scopes: readonly string[]): string[] {
  return scopes.filter((name) => name !== offlineAccess);
}

function placeOf({ permittedBy }: ScopeCatalogue, asked: readonly string[], name: string): Place {
  const permits = (one: string, other: string) => permittedBy([one]).has(other);
  // Two that include each other stand side by side.
  const isAbove = (one: string, other: string) => permits(one, other) && !permits(other, one);
  const lowest = (scopes: string[]) =>
    scopes.filter((scope) => !scopes.some((other) => isAbove(scope, other)));

  const isAsked = asked.includes(name);
  const above = asked.filter((scope) => (isAsked ? isAbove : permits)(scope, name));
  const parents = lowest(above);
  if (!isAsked) return { parents };
  const common = above.filter((scope) =>
    parents.every((parent) => parent === scope || isAbove(scope, parent)),
  );
  const [nearest = null, ...others] = lowest(common);
  return { parents, below: others.length > 0 ? null : nearest };
}
