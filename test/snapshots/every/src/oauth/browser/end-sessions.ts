/** Signs a user out of browsers. */
import type { Store } from '../../store/contract.js';

/**
 * Ends the user's sessions; returns how many there were.
 *
 * @param except the id of one that goes on
 */
export async function endSessions(store: Store, userId: string, except?: string): Promise<number> {
  let ended = 0;
  for (let after: string | undefined; ; ) {
    const sessions = await store.find('session', { userId, after });
    for (const { id } of sessions) {
      if (id !== except && (await store.remove('session', id))) ended += 1;
    }
    after = sessions.at(-1)?.id;
    if (after === undefined) return ended;
  }
}
