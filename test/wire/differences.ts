// Where a framework may answer otherwise than the default one, and why. Keep it short.

export interface AllowedDifference {
  /** The names of exchanges. */
  readonly exchanges: readonly string[];
  /** Any if absent. */
  readonly framework?: string;
  /** The lines that may differ or be missing; all of them if absent. */
  readonly lines?: RegExp;
  readonly reason: string;
}

export const allowedDifferences: readonly AllowedDifference[] = [
  {
    exchanges: [
      'GET /',
      'GET /?x=1',
      'HEAD /',
      'HEAD /?x=1',
      'to http://mcp.example',
      'to http://mcp.example?x',
      'to /mcp/..',
    ],
    lines: /^(content-type|content-length|etag): /i,
    reason:
      'Routes of the owner answer as their framework does: its spelling, a length for HEAD, an ETag.',
  },
  {
    exchanges: ['to //'],
    framework: 'express',
    reason: 'Routes of the owner match as in Express: a second slash makes no difference.',
  },
];
