// Follows the links between pages, on the disk or in memory.
import { posix } from 'node:path';
import { anchorsIn, linksIn } from './markdown.js';

export interface Pages {
  /** Path -> text of every page to be looked at. */
  readonly pages: ReadonlyMap<string, string>;
  /** @returns whether there is a file or a folder at the path */
  readonly exists: (path: string) => boolean;
}

/** @returns one sentence for each link that leads nowhere; links to other sites are only spelled out */
export function deadLinks({ pages, exists }: Pages): string[] {
  return [...pages].flatMap(([path, text]) =>
    linksIn(text).flatMap((link) => {
      const problem = /^[a-z][a-z+.-]*:/i.test(link) ? elsewhere(link) : nearby(path, link);
      return problem === undefined ? [] : [`${path}: ${link} ${problem}`];
    }),
  );

  function nearby(from: string, link: string): string | undefined {
    const [file = '', anchor] = link.split('#');
    const path = file === '' ? from : posix.join(posix.dirname(from), decodeURI(file));
    if (path.startsWith('../') || !exists(path)) return 'is not there';
    const page = pages.get(path);
    if (anchor === undefined || (page !== undefined && anchorsIn(page).has(anchor))) return;
    return 'has no such heading';
  }
}

function elsewhere(link: string): string | undefined {
  return URL.canParse(link) && link.startsWith('https://') ? undefined : 'is no https address';
}
