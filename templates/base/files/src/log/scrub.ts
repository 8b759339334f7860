/** Takes secrets out of a finished line: by what they look like, wherever they stand. */

const hidden = '[redacted]';

/** A second net under `redact.ts`, for messages of libraries that quote what they were given. */
const shapes: readonly [RegExp, string][] = [
  // Credentials in a header value (RFC 9110, section 11.4).
  [/\b(Basic|Bearer|DPoP) +[\w.~+/-]{12,}=*/gi, `$1 ${hidden}`],
  // JWS and JWE in compact form, access tokens among them. Within a word none begins: otherwise many
  // beginnings in one long word would each be followed to its end.
  [/(?<![\w-])eyJ[\w-]{6,}(\.[\w-]*){1,4}/g, hidden],
  // Authorization codes and refresh tokens of this server: see `oauth/tokens.ts`.
  [/(?<![\w-])[\w-]{22}\.(\d{1,15}\.)?[\w-]{43}(?![\w-])/g, hidden],
  // Credentials in a URL.
  [
    /([?&#](?:assertion|client_assertion|client_secret|code|code_verifier|password|state|\w*token)=)[^&#\s"'\\]+/gi,
    `$1${hidden}`,
  ],
  [/(:\/\/[^/\s:@"\\]*:)[^/\s@"\\]+(?=@)/g, `$1${hidden}`],
];

/** The line without anything that looks like a credential; JSON stays JSON. */
export function scrub(line: string): string {
  return shapes.reduce((text, [shape, instead]) => text.replace(shape, instead), line);
}
