/** Where a redirect URI leads, in words. */

import { foreignText } from '../../pages/foreign-text.js';
import { isLoopbackRedirectUri } from '../clients/redirect-uri.js';

/** The host of a web address, or the scheme of an installed application. */
export function describeRedirect(uri: string): string {
  const { protocol, host } = new URL(uri);
  if (isLoopbackRedirectUri(uri)) return `this computer (${host})`;
  return foreignText(
    protocol === 'https:' ? host : `an application that opens ${protocol} links`,
    100,
  );
}
