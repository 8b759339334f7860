/** The account page: which applications act for the person. */
import { accountPage } from '../../pages/account.js';
import { pageAnswer } from '../../pages/page-answer.js';
import { formToken } from '../browser/csrf.js';
import { pageUrl } from '../browser/page-url.js';
import type { Session } from '../browser/session.js';
import type { Endpoint, OAuthContext } from '../context.js';
import type { Grant } from '../grant.js';
import { findGrant, findGrants } from '../grants.js';
import { describeConnection, isConnection, nameOf } from './connection.js';
import { disconnect } from './disconnect.js';
import { forSignedIn } from './signed-in.js';

/** GET shows the connections, POST ends one. */
export function accountEndpoint(context: OAuthContext): Endpoint {
  return forSignedIn(context, async (visit) => {
    if (visit.form !== undefined) return disconnect(context, visit, visit.form);
    const ended = new URL(visit.request.url).searchParams.get('ended');
    return show(context, visit.session, ended);
  });
}

async function show(
  context: OAuthContext,
  { id: session, user }: Session,
  ended: string | null,
): Promise<Response> {
  const { settings, secrets, clock, login } = context;
  const grants = (await findGrants(context, { userId: user.id }))
    .filter((grant) => isConnection(grant, clock()))
    .sort((one, other) => other.lastUsedAt - one.lastUsedAt);
  const connections = grants.map(async (grant) => ({
    ...(await describeConnection(context, grant)),
    csrf: await formToken(secrets, { form: 'disconnect', session, grantId: grant.id }),
  }));
  return pageAnswer(
    accountPage({
      serviceName: settings.serviceName,
      accountName: user.name,
      connections: await Promise.all(connections),
      disconnected: await endedName(context, user.id, ended),
      action: pageUrl(settings, 'account'),
      changePassword: login.changePassword && pageUrl(settings, 'account/password'),
      signOut: {
        action: pageUrl(settings, 'logout'),
        csrf: await formToken(secrets, { form: 'sign-out', session }),
      },
    }),
  );
}

// The address only says which one; that it has ended is looked up.
async function endedName(
  context: OAuthContext,
  userId: string,
  grantId: string | null,
): Promise<string | undefined> {
  const grant: Grant | undefined = grantId ? await findGrant(context, grantId) : undefined;
  if (grant?.userId !== userId || grant.revoked?.reason !== 'user_request') return undefined;
  return (await nameOf(context, grant)) ?? '';
}
