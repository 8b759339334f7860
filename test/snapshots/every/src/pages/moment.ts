/** Instants on pages: absolute and in UTC, so that they mean the same to everybody. */
import { type Html, html } from './html.js';

/** `3 Jan 2030, 17:05 UTC`, readable for programs as well. */
export function moment(instant: number): Html {
  const date = new Date(instant);
  // `Thu, 03 Jan 2030 17:05:06 GMT`, in every locale.
  const [, day, month, year, time = ''] = date.toUTCString().split(' ');
  const shown = `${Number(day)} ${month} ${year}, ${time.slice(0, 5)} UTC`;
  return html`<time datetime="${date.toISOString().slice(0, 16)}Z">${shown}</time>`;
}
