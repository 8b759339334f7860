/** Grant type `jwt-bearer` (RFC 7523): a token for somebody vouched for. */
import type { AssertedUsers, User } from '../../../login/contract.js';
import { jsonAnswer } from '../../answer.js';
import type { Client } from '../../clients/client.js';
import { keepClientFor } from '../../clients/index.js';
import type { OAuthContext } from '../../context.js';
import { OAuthError } from '../../errors.js';
import type { Grant } from '../../grant.js';
import { insertGrant } from '../../grants.js';
import { take } from '../../limits.js';
import { randomId } from '../../random-id.js';
import { requestedResources } from '../../resource.js';
import { formAccessToken } from '../../tokens.js';
import type { TokenRequest } from '../index.js';
import type { Believed } from './believe.js';
import { useOnce } from './once.js';
import { refuse } from './refuse.js';
import { assertedScopes } from './scopes.js';

/**
 * An access token for the user, and no refresh token: the client comes again with a new assertion, so
 * that the enterprise decides each time (Identity Assertion Grant, section 4.4.3).
 *
 * @throws OAuthError `unauthorized_client`, `invalid_grant`, `invalid_scope` or `invalid_target`
 */
export async function issueForAssertion(
  context: OAuthContext,
  users: AssertedUsers,
  { client, form, caller }: TokenRequest,
  { identity, clientId, jti, until }: Believed,
): Promise<Response> {
  checkMayPresent(client);
  if (clientId !== client.id) refuse('other_client');
  const { settings } = context;
  const scopes = assertedScopes(settings, identity.claims['scope'], form);
  // There is one resource only, which also serves clients that name none.
  requestedResources(settings, form);
  await take(context, 'token', `asserted ${client.id} ${identity.subject}`);
  await useOnce(context, { ...identity, jti }, until);

  const user = (await users.link(identity)) ?? refuse('user_refused');
  const grant = newGrant(context, { client, user, scopes, assertedBy: identity.issuer });
  await keepClientFor(context, client, grant.expiresAt);
  await insertGrant(context, grant);
  const { token, expiresIn } = await formAccessToken(context, grant, scopes);
  const about = { grantId: grant.id, userId: user.id, clientId: client.id };
  context.audit({
    event: 'assertion.accepted',
    ...about,
    address: caller.address,
    granted: scopes,
  });
  return jsonAnswer({
    access_token: token,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: scopes.join(' '),
  });
}

// Anybody can register under any name: somebody must vouch for the client, since no user is asked.
function checkMayPresent({ origin, grantTypes }: Client): void {
  if (origin !== 'dynamic' && grantTypes.includes('authorization_code')) return;
  throw new OAuthError('unauthorized_client', 'The client may not present assertions here');
}

function newGrant(
  { settings, clock, random }: OAuthContext,
  about: { client: Client; user: User; scopes: readonly string[]; assertedBy: string },
): Grant {
  const { client, user, scopes, assertedBy } = about;
  const now = clock();
  return {
    id: randomId(random),
    userId: user.id,
    userName: user.name,
    clientId: client.id,
    assertedBy,
    scopes,
    resource: settings.resource,
    createdAt: now,
    // It ends with its only token.
    expiresAt: now + Math.min(settings.accessTokenTtl, settings.grantTtl) * 1000,
    lastUsedAt: now,
    // There was no code, so none can be redeemed.
    code: { expiresAt: now, redirectUri: '', redeemedAt: now },
    refreshable: false,
    revokedTokens: [],
  };
}
