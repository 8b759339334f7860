/** Bodies of requests. */
import { describe, expect, it } from 'vitest';
import { OAuthError } from '../../src/oauth/errors.js';
import { readForm, readText } from '../../src/oauth/form.js';

const headers = { 'content-type': 'application/x-www-form-urlencoded' };

function requestWith(body: BodyInit): Request {
  // A stream can only be sent like this, which the types do not know yet.
  const init = { method: 'POST', headers, body, duplex: 'half' };
  return new Request('https://mcp.example.com/token', init);
}

/** The connection is lost after the first part of the body. */
function broken(): ReadableStream {
  const parts = ['grant_type=authorization_code&'];
  return new ReadableStream({
    pull: (controller) => {
      const part = parts.shift();
      if (part === undefined) return controller.error(new Error('aborted'));
      controller.enqueue(new TextEncoder().encode(part));
    },
  });
}

describe('the body of a request', () => {
  it('that breaks off is a refused request, not a failure of the server [SEC-3]', async () => {
    const error = await readForm(requestWith(broken())).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OAuthError);
    expect(error).toMatchObject({ code: 'invalid_request' });
  });

  it('is read up to its limit and not further [SEC-3]', async () => {
    expect(await readText(requestWith('12345'), 5)).toBe('12345');
    await expect(readText(requestWith('123456'), 5)).rejects.toThrow('too large');
  });
});
