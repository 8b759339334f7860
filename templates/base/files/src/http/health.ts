/** Liveness and readiness, for whatever runs the process. */
import type { Endpoint } from '../oauth/context.js';
import type { Store } from '../store/contract.js';
import { refusal } from './json.js';

/** The process runs; asks nothing of the store, so that its outage does not restart the process. */
export const alive: Endpoint = async () => report();

/** The store answers, so requests can be served. */
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
