/** Applies an event to a grant and answers with tokens (RFC 6749, section 5.1). */
import { jsonAnswer } from '../answer.js';
import type { AuditName } from '../audit.js';
import type { Caller, OAuthContext } from '../context.js';
import { OAuthError } from '../errors.js';
import type { Grant, GrantEvent, GrantOutcome, RefusalReason } from '../grant.js';
import { applyToGrant } from '../grants.js';
import { formAccessToken, formRefreshToken } from '../tokens.js';

type Issue = Extract<GrantOutcome, { type: 'issue' }>;

const issued = {
  redeemed: 'code.redeemed',
  rotated: 'refresh.rotated',
  retried: 'refresh.retried',
} as const satisfies Record<Issue['how'], AuditName>;

/** Refusals that ended a grant. */
const endings: Partial<Record<RefusalReason, ['code.replayed' | 'refresh.reused', string]>> = {
  code_replayed: ['code.replayed', 'code_replay'],
  refresh_reused: ['refresh.reused', 'refresh_reuse'],
};

const descriptions: Partial<Record<RefusalReason, string>> = {
  other_redirect_uri: 'redirect_uri differs from the authorization request',
  code_verifier: 'code_verifier does not belong to the code_challenge',
  other_resource: 'The grant is for another resource',
  wider_scope: 'The grant does not include these scopes',
};

/**
 * Applies the event; tokens are formed only after the next state is stored.
 *
 * @param grantId of an authentic code or token, else `undefined`
 * @throws OAuthError `invalid_grant`, `invalid_target` or `invalid_scope`
 */
export async function issueFor(
  context: OAuthContext,
  caller: Caller,
  grantId: string | undefined,
  event: Extract<GrantEvent, { type: 'redeem' | 'refresh' }>,
): Promise<Response> {
  const applied = grantId === undefined ? undefined : await applyToGrant(context, grantId, event);
  if (applied === undefined) throw refused('invalid_grant', 'unknown');
  const { grant, outcome } = applied;
  const { id, userId, clientId } = grant;
  const about = { grantId: id, userId, clientId, address: caller.address };

  if (outcome.type === 'issue') {
    context.audit({ event: issued[outcome.how], ...about });
    return jsonAnswer(await tokenResponse(context, grant, outcome));
  }
  if (outcome.type !== 'refuse') throw new Error('A token request revoked a grant');
  const ending = endings[outcome.why];
  if (ending !== undefined) {
    context.audit({ event: ending[0], ...about });
    context.audit({ event: 'grant.revoked', ...about, reason: ending[1] });
  }
  throw refused(outcome.error, outcome.why);
}

async function tokenResponse(context: OAuthContext, grant: Grant, { scopes, generation }: Issue) {
  const { token, expiresIn } = await formAccessToken(context, grant, scopes);
  return {
    access_token: token,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: scopes.join(' '),
    ...(generation !== undefined && {
      refresh_token: await formRefreshToken(context.secrets, grant.id, generation),
    }),
  };
}

function refused(code: 'invalid_grant' | 'invalid_target' | 'invalid_scope', why: string) {
  const description = descriptions[why as RefusalReason];
  return new OAuthError(code, description ?? 'Unknown, expired, revoked or used before', why);
}
