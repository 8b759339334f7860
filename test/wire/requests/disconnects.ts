// Callers that leave in the middle, and a server that must notice.
import type { Ask, Conversation } from '../transcript.js';
import { legacy, modern, post } from './mcp.js';
import { request } from './request.js';

const eras = { 'before 2026': legacy, 'of 2026': modern };

/** @param token of anybody */
export function disconnects(token: string): Conversation {
  return async (ask) => {
    let calls = 0;
    for (const [era, message] of Object.entries(eras)) {
      calls += 1;
      await ask({
        name: `a call ${era} that the caller gives up`,
        send: message('tools/call', { name: 'wait', arguments: {} }, token),
        hangUpAfter: () => counted(ask, token, { began: calls }),
      });
      await counted(ask, token, { began: calls, ended: calls });
    }
    await ask({
      name: 'how many calls began and ended',
      send: legacy('tools/call', { name: 'waits', arguments: {} }, token),
    });
    await ask({
      name: 'an answer of which only the beginning is read',
      send: legacy('tools/call', { name: 'much', arguments: {} }, token),
      hangUpAfter: async () => undefined,
    });
    for (const target of ['/token', '/register', '/mcp', '/nowhere']) {
      await ask({
        name: `half a body to ${target}`,
        send: request({
          method: 'POST',
          target,
          headers: { 'Content-Length': '5000', Authorization: `Bearer ${token}` },
          body: 'half',
        }),
        hangUpAfter: async () => undefined,
      });
    }
    await ask({ name: 'a call after all of them', send: post('{}', token) });
  };
}

/** Asks until the server says so. */
async function counted(ask: Ask, token: string, counts: Readonly<Record<string, number>>) {
  const send = legacy('tools/call', { name: 'waits', arguments: {} }, token);
  for (let asked = 0; asked < 500; asked += 1) {
    const { body } = await ask.quietly({ name: 'waits', send });
    if (
      Object.entries(counts).every(([name, count]) =>
        new RegExp(`"${name}":${count}\\b`).test(body),
      )
    )
      return;
  }
  throw new Error(`The server never counted ${JSON.stringify(counts)}`);
}
