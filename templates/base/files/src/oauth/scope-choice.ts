/** What a person may leave out of a request: the boxes to show, and the answer read back. */
import type { Permission } from '../pages/permissions.js';
import type { ScopeCatalogue } from '../scopes.js';
import { offlineAccess } from './scope.js';

/**
 * The permissions as the consent page lists them. One that another requested one includes stands
 * below that one; what is included without being asked for stands there without a box. A single
 * permission has no box either: whoever does not want it cancels.
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
    .map((scope) => ({ ...scope, parents: parentsOf(catalogue, asked, scope.name) }));

  // Below two parents its box could not stand: it has a place of its own, and a mention in both.
  const isBelow = ({ name, parents }: Shown) => asked.includes(name) && parents.length === 1;
  const isTop = ({ name, parents }: Shown) => asked.includes(name) && parents.length !== 1;

  const box = (scope: string) => ({ box: { scope, ticked: ticked.includes(scope) } });
  const mention = ({ description }: Shown): Permission => ({ sentence: description, includes: [] });
  const whole = ({ name, description }: Shown): Permission => ({
    sentence: description,
    ...(hasBoxes && box(name)),
    includes: shown
      .filter(({ parents }) => parents.includes(name))
      .map((part) => (isBelow(part) ? whole(part) : mention(part))),
  });

  const offline = { sentence: 'Stay connected while you are away', ...box(offlineAccess) };
  return [
    ...shown.filter(isTop).map(whole),
    ...(asked.includes(offlineAccess) ? [{ ...offline, includes: [] }] : []),
  ];
}

/**
 * The scopes that a person allows: those of the request whose boxes came back, and those that these
 * include. A form without the field `selection` was not filled in on the page, where it stands
 * beside the boxes; all is allowed then.
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

interface Shown {
  name: string;
  description: string;
  /** The requested scopes right above it. */
  parents: readonly string[];
}

function permissionsIn(scopes: readonly string[]): string[] {
  return scopes.filter((name) => name !== offlineAccess);
}

/** The requested scopes that include another, without those that include one of the others. */
function parentsOf(
  { permittedBy }: ScopeCatalogue,
  asked: readonly string[],
  name: string,
): string[] {
  const permits = (one: string, other: string) => permittedBy([one]).has(other);
  // Two that include each other stand side by side.
  const isAbove = (one: string, other: string) => permits(one, other) && !permits(other, one);
  const includes = asked.includes(name) ? isAbove : permits;
  const above = asked.filter((scope) => includes(scope, name));
  return above.filter((scope) => !above.some((other) => isAbove(scope, other)));
}
