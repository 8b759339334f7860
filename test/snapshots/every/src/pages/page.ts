/** The frame of every page: one narrow card, one stylesheet, no scripts, nothing from elsewhere. */
import { foreignText } from './foreign-text.js';
import { type Html, html } from './html.js';
import { style } from './style.js';

/** Not escaped: the content policy names its bytes. */
const stylesheet: Html = { markup: style };

/** What differs from page to page. */
export interface PageContent {
  /** The name of this server; some failures happen where it is not known. */
  serviceName: string | undefined;
  title: string;
  body: Html;
}

/** A whole document. */
export function page({ serviceName = '', title, body }: PageContent): string {
  const service = foreignText(serviceName, 60);
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${[title, service].filter((part) => part !== '').join(' · ')}</title>
<style>${stylesheet}</style>
</head>
<body>
<main>
${service === '' ? '' : heading(service)}
${body}
</main>
</body>
</html>
`;
  return markup;
}

function heading(service: string): Html {
  const [initial = ''] = service.toUpperCase();
  return html`<p class="service"><span class="mark" aria-hidden="true">${initial}</span><bdi>${service}</bdi></p>`;
}
