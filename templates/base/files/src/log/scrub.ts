/** Takes secrets out of a line, by their looks. */

const hidden = '[redacted]';

/** A second net under `redact.ts`, for messages that quote. */
const shapes: readonly [RegExp, string][] = [
  // Header values (RFC 9110, section 11.4).
  [/\b(Basic|Bearer|DPoP) +[\w.~+/-]{12,}=*/gi, `$1 ${hidden}`],
  // Compact JWS and JWE. None begins within a word, or each of many beginnings in a long one would
  // be tried.
  [/(?<![\w-])eyJ[\w-]{6,}(\.[\w-]*){1,4}/g, hidden],
  // Codes and refresh tokens: see `oauth/tokens.ts`.
  [/(?<![\w-])[\w-]{22}\.(\d{1,15}\.)?[\w-]{43}(?![\w-])/g, hidden],
  // In a URL.
  [
    /([?&#](?:assertion|client_assertion|client_secret|code|code_verifier|password|state|\w*token)=)[^&#\s"'\\]+/gi,
    `$1${hidden}`,
  ],
  [/(:\/\/[^/\s:@"\\]*:)[^/\s@"\\]+(?=@)/g, `$1${hidden}`],
];

/** JSON stays JSON. */
export function scrub(line: string): string {
  return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), line);
}
