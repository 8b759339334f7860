/** A page as an answer, with the headers that every page carries. */
import { createHash } from 'node:crypto';
import { style } from './style.js';

const styleHash = createHash('sha256').update(style).digest('base64');

/** No `form-action`: Chromium applies it to redirects that follow a form, also to the client. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** An HTML answer that no one may frame, cache, sniff or learn the address of. */
export function pageAnswer(
  document: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(document, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}
