/** Limits registrations without a grant: the oldest gives way. */
import type { Client } from '../clients/client.js';
import { forgetUnused } from '../clients/index.js';
import type { OAuthContext } from '../context.js';

/** Milliseconds; then the places begin again. */
const turnsTtl = 10 * 366 * 24 * 60 * 60 * 1000;

type Registration = Pick<Client, 'id' | 'createdAt'>;

/**
 * Gives a registration its place in a ring. What had it before is the oldest, and is forgotten if it
 * is not in use: a flood ends no connection and keeps nobody out.
 *
 * @throws StoreUnavailable
 */
export async function makeRoom(
  context: OAuthContext,
  { id, createdAt }: Registration,
): Promise<void> {
  const { store, clock, settings } = context;
  if (settings.registration === 'off') return;
  const turn = await store.increment('registrations', clock() + turnsTtl);
  const place = `registration.${turn % settings.registration.mostUnused}`;
  const value: Registration = { id, createdAt };
  for (;;) {
    const before = await store.get<Registration>('once', place);
    if (before === undefined) {
      if (await store.insert('once', place, { value })) return;
    } else if (await store.replace('once', place, before.version, { value })) {
      await forget(context, before.value);
      return;
    }
  }
}

async function forget(context: OAuthContext, oldest: Registration): Promise<void> {
  if (!(await forgetUnused(context, oldest))) return;
  context.audit({ event: 'client.forgotten', clientId: oldest.id, reason: 'too_many_unused' });
}
