// The scopes a server offers: how they are written on the command line and what is refused.

/** `description` is the sentence on the consent page; `implies` names scopes it includes. */
export interface Scope {
  readonly name: string;
  readonly description: string;
  readonly implies: readonly string[];
}

/** How scopes are written, for messages and the help text. */
export const scopesExample = 'a:read=Read your things,a:write>a:read=Change your things';

/** RFC 6749 section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ). */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/** Scopes whose meaning is fixed by OpenID Connect Core 1.0 sections 3.1.2.1 and 11. */
const reserved = new Set(['openid', 'offline_access']);

/**
 * Reads `a:read=Read your things,a:write>a:read=Change your things`. A comma starts a new scope
 * only when a scope name and `=` follow it, so descriptions may hold commas.
 *
 * @returns the scopes as written; call {@link scopeProblems} to know whether they are acceptable
 */
export function parseScopes(text: string): Scope[] {
  if (text.trim() === '') return [];
  return text.split(/,(?=\s*[^\s,=]+=)/).map((part) => {
    const equals = part.indexOf('=');
    const head = equals === -1 ? part : part.slice(0, equals);
    const description = equals === -1 ? '' : part.slice(equals + 1);
    const [name = '', ...implies] = head.split('>').map((token) => token.trim());
    return { name, description: description.trim(), implies };
  });
}

/** The inverse of {@link parseScopes}. */
export function formatScopes(scopes: readonly Scope[]): string {
  return scopes
    .map(({ name, description, implies }) => `${[name, ...implies].join('>')}=${description}`)
    .join(',');
}

/** @returns one sentence for each thing that is wrong; empty when the scopes are acceptable */
export function scopeProblems(scopes: readonly Scope[]): string[] {
  if (scopes.length === 0) return ['At least one scope is needed.'];
  const names = scopes.map((scope) => scope.name);
  return scopes.flatMap((scope, index) => {
    if (scope.name === '') return ['A scope has no name.'];
    const found: string[] = [];
    if (!scopeToken.test(scope.name)) {
      found.push(`"${scope.name}" is not a scope name: only visible ASCII without " and \\.`);
    }
    if (/[>,=]/.test(scope.name)) {
      found.push(`"${scope.name}": the characters > , = separate scopes here and cannot be used.`);
    }
    if (reserved.has(scope.name)) {
      found.push(`"${scope.name}" has a fixed meaning in OpenID Connect and cannot be redefined.`);
    }
    if (names.indexOf(scope.name) !== index) found.push(`"${scope.name}" is given twice.`);
    if (scope.description === '') {
      found.push(`"${scope.name}" needs a sentence for the consent page: ${scope.name}=...`);
    }
    if (hasControlCharacter(scope.description)) {
      found.push(`The sentence of "${scope.name}" must be one line of plain text.`);
    }
    return [...found, ...impliesProblems(scope, scopes)];
  });
}

function impliesProblems(scope: Scope, scopes: readonly Scope[]): string[] {
  return scope.implies.flatMap((implied, index) => {
    if (implied === scope.name) return [`"${scope.name}" cannot imply itself.`];
    if (scope.implies.indexOf(implied) !== index) {
      return [`"${scope.name}" implies "${implied}" twice.`];
    }
    if (!scopes.some(({ name }) => name === implied)) {
      return [`"${scope.name}" implies "${implied}", which is not one of the scopes.`];
    }
    return reaches(implied, scope.name, scopes, new Set())
      ? [`"${scope.name}" and "${implied}" include each other: a circle.`]
      : [];
  });
}

function reaches(from: string, to: string, scopes: readonly Scope[], seen: Set<string>): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  const implied = scopes.find(({ name }) => name === from)?.implies ?? [];
  return implied.some((next) => reaches(next, to, scopes, seen));
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
