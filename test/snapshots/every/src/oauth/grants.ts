/** Grants in the store, changed by compare-and-swap. */
import { type Entry, StoreUnavailable } from '../store/contract.js';
import { forgetConsents } from './consent/consents.js';
import type { OAuthContext } from './context.js';
import {
  type Grant,
  type GrantEvent,
  type GrantOutcome,
  type GrantPolicy,
  isLive,
  type RevocationReason,
  transition,
} from './grant.js';

/** So many lost races in a row mean a broken store. */
const mostAttempts = 1000;

/** So long an operator can see why a grant ended. */
const keptAfterEndMs = 24 * 60 * 60 * 1000;

/** The part of the context that this takes. */
export type GrantContext = Pick<OAuthContext, 'settings' | 'store' | 'clock'>;

/** What became of an event, and the grant as it is stored now. */
export interface Applied {
  grant: Grant;
  outcome: GrantOutcome;
}

/** Stores a new grant; `false` if it was stored before. */
export async function insertGrant({ store }: OAuthContext, grant: Grant): Promise<boolean> {
  return store.insert<Grant>('grant', grant.id, draft(grant));
}

/** The grant, live or ended, or `undefined`. */
export async function findGrant({ store }: OAuthContext, id: string): Promise<Grant | undefined> {
  return (await store.get<Grant>('grant', id))?.value;
}

/**
 * Reads, decides and conditionally writes; after a lost race once more.
 *
 * @returns `undefined` if there is no such grant
 * @throws StoreUnavailable
 */
export async function applyToGrant(
  context: GrantContext,
  id: string,
  event: GrantEvent,
): Promise<Applied | undefined> {
  const { store, clock } = context;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const entry = await store.get<Grant>('grant', id);
    if (entry === undefined) return undefined;
    const { grant, outcome } = transition(entry.value, event, clock(), policyOf(context));
    // First, so that the person is asked before there is another connection.
    if (grant.revoked !== entry.value.revoked) await forgetConsents(store, grant);
    if (grant === entry.value || (await write(context, entry, grant))) return { grant, outcome };
  }
  throw new StoreUnavailable('A grant could not be written: every conditional write was refused');
}

/** Every grant that matches, ended ones included, in the order of their ids. */
export async function findGrants(
  { store }: Pick<OAuthContext, 'store'>,
  query: { userId?: string; clientId?: string },
): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.find<Grant>('grant', { ...query, after });
    grants.push(...page.map(({ value }) => value));
    after = page.at(-1)?.id;
    if (after === undefined) return grants;
  }
}

/** Revokes those that are live, and audits each; returns how many. */
export async function revokeGrants(
  context: GrantContext & Pick<OAuthContext, 'audit'>,
  grants: readonly Grant[],
  reason: RevocationReason,
  address?: string,
): Promise<number> {
  const live = grants.filter((grant) => isLive(grant, context.clock()));
  for (const { id: grantId, userId, clientId } of live) {
    await applyToGrant(context, grantId, { type: 'revoke', reason });
    context.audit({ event: 'grant.revoked', grantId, userId, clientId, reason, address });
  }
  return live.length;
}

function write({ store }: GrantContext, entry: Entry<Grant>, grant: Grant): Promise<boolean> {
  return store.replace<Grant>('grant', entry.id, entry.version, draft(grant));
}

function draft(grant: Grant) {
  return {
    value: grant,
    userId: grant.userId,
    clientId: grant.clientId,
    expiresAt: keptUntil(grant),
  };
}

// An unused code leaves nothing behind.
function keptUntil(grant: Grant): number {
  if (grant.code.redeemedAt === undefined) return grant.code.expiresAt;
  if (grant.revoked === undefined) return grant.expiresAt;
  return Math.min(grant.expiresAt, grant.revoked.at + keptAfterEndMs);
}

function policyOf({ settings }: GrantContext): GrantPolicy {
  return {
    refreshTtl: settings.refreshTokenTtl * 1000,
    retryWindow: settings.refreshRetryWindow * 1000,
    unusedRetryWindow: settings.refreshUnusedRetryWindow * 1000,
    codeRepeatWindow: settings.codeRepeatWindow * 1000,
    permits: (granted, wanted) => settings.scopes.permittedBy(granted).has(wanted),
  };
}
