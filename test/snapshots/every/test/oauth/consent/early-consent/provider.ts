/** A provider on another host, and a login layer that sends people there. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Login } from '../../../../src/login/contract.js';
import type { OAuthContext } from '../../../../src/oauth/context.js';
import { randomId } from '../../../../src/oauth/random-id.js';

export interface Provider {
  origin: string;
  /** Every address that was opened, oldest first. */
  visited: URL[];
  /** Who signs in next. */
  person: string;
  close: () => Promise<void>;
}

/** Sends everybody back, signed in as `person`. */
export async function openProvider(): Promise<Provider> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', provider.origin);
    provider.visited.push(url);
    const back = new URL(url.searchParams.get('back') ?? '');
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    back.searchParams.set('person', provider.person);
    response.writeHead(302, { location: back.href }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: Provider = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visited: [],
    person: 'ann',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return provider;
}

interface Leg {
  resume: string;
  browser: string;
}

/** The contract and nothing more: what is pending is used once, in one browser. */
export function loginAt(provider: Provider, { store, clock, random }: OAuthContext): Login {
  return {
    leavesFor: 'Example ID',
    async attempt({ request, resume, browser, action, anew }) {
      const { searchParams } = new URL(request.url);
      const state = searchParams.get('state') ?? '';
      const leg = resume === '' ? await store.get<Leg>('once', state) : undefined;
      if (
        leg !== undefined &&
        leg.value.browser === browser &&
        (await store.remove('once', state))
      ) {
        const name = searchParams.get('person') ?? '';
        const user = { id: `user_${name}`, name };
        return { kind: 'signed-in', user, resume: leg.value.resume };
      }
      if (resume === '') return { kind: 'answer', response: new Response('', { status: 403 }) };
      const fresh = randomId(random);
      const value: Leg = { resume, browser };
      await store.insert('once', fresh, { value, expiresAt: clock() + 600_000 });
      const query = new URLSearchParams({ state: fresh, back: `${action}/callback` });
      if (anew) query.set('prompt', 'login');
      return { kind: 'answer', response: Response.redirect(`${provider.origin}/?${query}`, 303) };
    },
  };
}
