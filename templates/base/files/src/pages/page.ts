/** The frame of every page: one narrow card, one stylesheet, no scripts, nothing from elsewhere. */
import { type Html, html } from './html.js';
import { style } from './style.js';

/** What differs from page to page. */
export interface PageContent {
  /** The name of this server; some failures happen before it is known. */
  serviceName: string | undefined;
  title: string;
  body: Html;
}

/** A whole document. */
export function page({ serviceName, title, body }: PageContent): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}${serviceName === undefined ? '' : ` · ${serviceName}`}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<main>
${serviceName === undefined ? '' : html`<p class="service"><bdi>${serviceName}</bdi></p>`}
${body}
</main>
</body>
</html>
`;
  return markup;
}
