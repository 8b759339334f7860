/** Headers as nobody means them. */
import fc from 'fast-check';
import type { Target } from './target.js';

export function wrongHeader(target: Target): fc.Arbitrary<readonly [string, string]> {
  const { accessToken, refreshToken, code, clientSecret, cookies } = target;
  const credentials = [
    ...['Bearer', 'bearer', 'Basic', 'DPoP', 'Negotiate', ''].map((it) => `${it} ${accessToken}`),
    `Bearer ${refreshToken}`,
    `Bearer ${accessToken}, Bearer ${accessToken}`,
    `Bearer ${accessToken}x`,
    `Basic ${btoa(`${target.clients.confidential}:${clientSecret}`)}`,
    `Basic ${btoa(`${target.clients.confidential}:${clientSecret}x`)}`,
    'Basic ====',
    'Basic /w==',
    `Basic ${btoa('%zz:%')}`,
    'Bearer eyJhbGciOiJub25lIn0.e30.',
    `Bearer ${'a'.repeat(8000)}`,
  ];
  return fc.oneof(
    fc.tuple(fc.constant('authorization'), fc.oneof(fc.constantFrom(...credentials), headerText)),
    fc.tuple(
      fc.constant('cookie'),
      fc.oneof(
        fc.constantFrom(cookies.signedIn, cookies.signedOut, '=', ';;;', '__Host-session=', code),
        headerText,
      ),
    ),
    fc.tuple(fc.constantFrom(...otherNames), headerText),
    fc.tuple(fc.constant('x-token'), fc.constant(accessToken)),
  );
}

const otherNames = [
  'origin',
  'host',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  'referer',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'accept',
  'access-control-request-headers',
  'mcp-session-id',
  'mcp-protocol-version',
  'mcp-method',
  'last-event-id',
];

const headerValues = [
  '',
  'null',
  '*',
  'evil.example',
  'https://evil.example',
  'https://mcp.example.com',
  'mcp.example.com@evil.example',
  'mcp.example.com:99999',
  '[::1',
  '127.0.0.1, 10.0.0.1, , unknown',
  '::ffff:127.0.0.1',
  '-1',
  '1e9',
  '99999999999999999999',
  'gzip',
  'text/html',
  'mcp-param-x, mcp-param-<script>',
  '2026-07-28',
  '2025-11-25',
  '1999-01-01',
];

/** Any value that a header can have. */
export const headerText = fc.oneof(
  fc.constantFrom(...headerValues),
  fc.stringMatching(/^[\t\x20-\x7e\x80-\xff]{0,40}$/),
  fc.integer({ min: 1000, max: 9000 }).map((size) => 'h'.repeat(size)),
);
