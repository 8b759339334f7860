/** Whether the server is alive, and ready. */
import type { Endpoint } from '../oauth/context.js';
import type { Store } from '../store/contract.js';
import { refusal } from './json.js';

/** The process runs; the store is not asked, since its outage must not restart the process. */
export const alive: Endpoint = async () => report();

/** The store answers. */
export function ready(store: Store): Endpoint {
  return async () => {
    try {
      await store.health();
    } catch {
      return refusal(503, 'temporarily_unavailable', 'The store does not answer', {
        'retry-after': '5',
      });
    }
    return report();
  };
}

function report(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } });
}
