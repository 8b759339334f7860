/** A grant, and the events that fit it. */
import type { Grant, GrantEvent, GrantPolicy } from '../../../src/oauth/grant.js';

export const start = Date.UTC(2030, 0, 1);
export const codeLifetime = 60_000;
export const grantLifetime = 90 * 86_400_000;

export const policy: GrantPolicy = {
  refreshTtl: 30 * 86_400_000,
  retryWindow: 120_000,
  unusedRetryWindow: 0,
  codeRepeatWindow: 0,
  permits: (granted, wanted) =>
    granted.includes(wanted) || (wanted === 'notes:read' && granted.includes('notes:write')),
};

/** An unredeemed grant; the parts that a request must fit all differ. */
export function aGrant(changes: Partial<Grant> = {}): Grant {
  return {
    id: 'grant-1',
    userId: 'user_ann',
    userName: 'ann',
    clientId: 'client_one',
    scopes: ['notes:read', 'notes:write'],
    resource: 'https://mcp.example.com/mcp',
    createdAt: start,
    expiresAt: start + grantLifetime,
    lastUsedAt: start,
    code: {
      expiresAt: start + codeLifetime,
      redirectUri: 'https://client.example/callback',
      codeChallenge: 'the-challenge',
    },
    refreshable: true,
    revokedTokens: [],
    ...changes,
  };
}

type Redeem = Extract<GrantEvent, { type: 'redeem' }>;
type Refresh = Extract<GrantEvent, { type: 'refresh' }>;

/** A valid redemption but for the changes. */
export function redemption(changes: Partial<Redeem> = {}): Redeem {
  return {
    type: 'redeem',
    clientId: 'client_one',
    redirectUri: 'https://client.example/callback',
    codeChallenge: 'the-challenge',
    resources: [],
    ...changes,
  };
}

/** A refresh that succeeds but for the changes. */
export function refreshing(generation: number, changes: Partial<Refresh> = {}): Refresh {
  return { type: 'refresh', clientId: 'client_one', generation, resources: [], ...changes };
}
