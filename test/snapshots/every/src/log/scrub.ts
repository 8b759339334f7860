/** Takes secrets out of a finished line: by what they look like. */

const hidden = '[redacted]';

/** For messages of libraries that quote what they were given. */
const shapes: readonly [RegExp, string][] = [
  // Credentials in a header value (RFC 9110, section 11.4).
  [/\b(Basic|Bearer|DPoP) +[\w.~+/-]{12,}=*/gi, `$1 ${hidden}`],
  // JWS and JWE in compact form. None begins within a word: many could begin in a long one, and each be
  // followed to its end.
  [/(?<![\w-])eyJ[\w-]{6,}(\.[\w-]*){1,4}/g, hidden],
  // Codes and refresh tokens of this server: see `oauth/tokens.ts`.
  [/(?<![\w-])[\w-]{22}\.(\d{1,15}\.)?[\w-]{43}(?![\w-])/g, hidden],
  // Credentials in a URL.
  [
    /([?&#](?:assertion|client_assertion|client_secret|code|code_verifier|password|state|\w*token)=)[^&#\s"'\\]+/gi,
    `$1${hidden}`,
  ],
  [/(:\/\/[^/\s:@"\\]*:)[^/\s@"\\]+(?=@)/g, `$1${hidden}`],
];

/** The line without credentials; JSON stays JSON. */
export function scrub(line: string): string {
  return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), line);
}
