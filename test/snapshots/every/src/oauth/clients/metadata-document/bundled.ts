/** Documents of vendors whose hosts refuse servers at times. */
import { type BundledDocument, bundledDocuments } from './bundled-documents.js';

/**
 * The copy that came with this software; for when the host serves nothing and never did (CIMD,
 * section 7.2).
 */
export function bundledDocument(clientId: string): unknown {
  for (const document of bundledDocuments) {
    const id = match(document, clientId);
    if (id !== undefined) return filled(document, clientId, id);
  }
  return undefined;
}

// Vendors may serve one for each server of a user: `*` is its id.
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
