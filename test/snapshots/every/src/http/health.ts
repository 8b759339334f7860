/** Liveness and readiness. */
import type { Endpoint } from '../oauth/context.js';
import type { Store } from '../store/contract.js';
import { refusal } from './json.js';

/** An outage of the store must not restart the process. */
export const alive: Endpoint = async () => report();

/** Whether the store answers. */
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
