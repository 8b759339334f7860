/** Enterprise-managed authorization. */
import type { Client } from '../../clients/client.js';
import { withLifetimesOf } from '../../clients/lifetimes.js';
import type { Caller, OAuthContext } from '../../context.js';
import { createKeySetOf } from '../../issuers/key-set-of.js';
import { believeAssertion } from './believe.js';
import { issueForAssertion } from './issue.js';

/** Answers one request; `authenticate` takes the client id of the assertion. */
export type AnswerAssertion = (
  form: URLSearchParams,
  caller: Caller,
  authenticate: (introduced: string) => Promise<Client>,
) => Promise<Response>;

/**
 * The grant type `jwt-bearer`, for ID-JAG. The assertion comes first: it names clients with a
 * metadata document that may be new here.
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
