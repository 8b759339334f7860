/** Documents of well-known vendors, for the days when their hosts refuse to serve them to servers. */
import { type BundledDocument, bundledDocuments } from './bundled-documents.js';

/**
 * The copy of a document that came with this software; used only when the host serves nothing and
 * never did (CIMD, section 7.2).
 *
 * @returns a document as its vendor served it, or `undefined`
 */
export function bundledDocument(clientId: string): unknown {
  for (const document of bundledDocuments) {
    const id = match(document, clientId);
    if (id !== undefined) return filled(document, clientId, id);
  }
  return undefined;
}

// Vendors may serve one document for each server that a user connects; `*` stands for its id.
function match({ url }: BundledDocument, clientId: string): string | undefined {
  const [head = '', tail] = url.split('*');
  if (tail === undefined) return url === clientId ? '' : undefined;
  if (!clientId.startsWith(head) || !clientId.endsWith(tail)) return undefined;
  const id = clientId.slice(head.length, clientId.length - tail.length);
  return /^[A-Za-z0-9_-]{1,128}$/.test(id) ? id : undefined;
}

function filled({ url: _, ...document }: BundledDocument, clientId: string, id: string) {
  const redirectUris = document.redirect_uris.map((uri) => uri.replace('*', id));
  return { ...document, client_id: clientId, redirect_uris: redirectUris };
}
