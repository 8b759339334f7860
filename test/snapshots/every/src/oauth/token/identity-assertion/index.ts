/** Enterprise-managed authorization: an assertion, who presents it, a token. */
import type { Client } from '../../clients/client.js';
import { withLifetimesOf } from '../../clients/lifetimes.js';
import type { Caller, OAuthContext } from '../../context.js';
import { createKeySetOf } from '../../issuers/key-set-of.js';
import { believeAssertion } from './believe.js';
import { issueForAssertion } from './issue.js';

/** @param authenticate takes the id of the client that the assertion introduces */
export type AnswerAssertion = (
  form: URLSearchParams,
  caller: Caller,
  authenticate: (introduced: string) => Promise<Client>,
) => Promise<Response>;

/**
 * Grant type `jwt-bearer` for ID-JAGs. The assertion comes first: it lets a client with a metadata
 * document come here before anywhere else.
 */
export function assertionGrant(context: OAuthContext): AnswerAssertion {
  const keySetOf = createKeySetOf(context);
  return async (form, caller, authenticate) => {
    const { asserted } = context.login;
    if (asserted === undefined) throw new Error('No issuer is trusted');
    const believed = await believeAssertion(context, asserted, keySetOf, { form, caller });
    const client = await authenticate(believed.clientId);
    const request = { client, form, caller };
    return issueForAssertion(withLifetimesOf(client, context), asserted, request, believed);
  };
}
