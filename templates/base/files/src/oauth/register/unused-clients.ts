/** Bounds how many registrations are kept that led to no grant: the oldest gives way to a new one. */
import type { Client } from '../clients/client.js';
import { forgetUnused } from '../clients/index.js';
import type { OAuthContext } from '../context.js';

/** Milliseconds; when it has passed, the places are handed out from the first one again. */
const turnsTtl = 10 * 366 * 24 * 60 * 60 * 1000;

type Registration = Pick<Client, 'id' | 'createdAt'>;

/**
 * Gives a new registration its place in a ring of as many places as may be kept. Whichever had the
 * place before is the oldest one, and is forgotten unless it is in use by now. So a flood takes
 * nobody's connection away and locks nobody out.
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
