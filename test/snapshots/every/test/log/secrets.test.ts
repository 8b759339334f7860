/** Secrets planted in what is logged. */
import { describe, expect, it } from 'vitest';
import { createSecrets } from '../../src/oauth/secrets.js';
import { formCode, formRefreshToken } from '../../src/oauth/tokens.js';
import { captureLog } from './capture.js';

const planted = 'Planted0Value1That2Opens3Something';
const outputs = [
  { form: 'JSON', production: true },
  { form: 'readable', production: false },
];

describe.each(outputs)('the $form log', ({ production }) => {
  it.each([
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'token',
    'access_token',
    'refreshToken',
    'id_token',
    'code',
    'code_verifier',
    'client_secret',
    'clientSecret',
    'password',
    'newPassword',
    'csrf',
    'state',
    'client_assertion',
    'secretKeys',
    'SECRET_KEYS',
    'apiKey',
    'form',
  ])('never shows the value of %s, at any depth [RS-16]', (name) => {
    const { log, text } = captureLog({ production });
    log.info({ [name]: planted }, 'top');
    log.info({ request: { headers: { [name]: planted } } }, 'deep');
    log.info({ list: [{ [name]: [planted] }] }, 'listed');
    log.child({ [name]: planted }).info('bound');
    log.error({ err: Object.assign(new Error('failed'), { [name]: planted }) }, 'error');
    log.error({ err: new Error('outer', { cause: { [name]: planted } }) }, 'cause');
    log.info({ map: new Map([[name, planted]]) }, 'map');
    log.info({ fields: new URLSearchParams({ [name]: planted }) }, 'fields');
    expect(text()).toContain('cause');
    expect(text()).not.toContain(planted);
  });

  it('shows no secrets of requests [RS-16]', () => {
    const { log, text } = captureLog({ production });
    const headers = { authorization: `Bearer ${planted}`, cookie: `a=${planted}`, accept: 'a/b' };
    log.info({ headers: new Headers(headers) }, 'headers');
    log.info({ request: new Request(`https://a.example/x?code=${planted}`, { headers }) }, 'one');
    log.info({ url: new URL(`https://a:${planted}@a.example/x?code=${planted}`) }, 'two');
    expect(text()).toContain('a/b');
    expect(text()).not.toContain(planted);
  });

  it('removes what looks like a credential from messages [RS-16]', async () => {
    const secrets = createSecrets(['a-secret-that-only-tests-know-0123456789']);
    const grantId = 'abcdefghijklmnopqrst-_';
    const values = [
      await formCode(secrets, grantId),
      await formRefreshToken(secrets, grantId, 17),
      `eyJhbGciOiJub25lIn0.e30.${planted}`,
      `Bearer ${planted}`,
      `Basic ${planted}==`,
      `https://a.example/callback?code=${planted}&x=1`,
      `https://a.example/token?x=1&client_secret=${planted}`,
      `postgres://user:${planted}@db.example/notes`,
    ];
    for (const value of values) {
      const { log, text } = captureLog({ production });
      log.error(new Error(`could not read ${value}`));
      log.warn(`got "${value}" there`);
      log.warn({ note: value }, 'noted');
      expect(text()).toContain('[redacted]');
      expect(text()).not.toContain(value);
      expect(text()).not.toContain(planted);
    }
  });
});

describe('the log', () => {
  it('leaves everything else as it is', () => {
    const { log, lines } = captureLog();
    const fields = {
      clientId: 'client_AbCdEfGhIjKlMnOpQrStUv',
      grantId: 'abcdefghijklmnopqrst-_',
      status: 200,
      url: 'https://a.example/authorize?x=1',
      jwksUrl: 'https://a.example/jwks',
    };
    log.info(fields, 'A bearer of basic news');
    expect(lines()).toEqual([
      { level: 'info', time: expect.any(String), ...fields, msg: 'A bearer of basic news' },
    ]);
  });

  it('shows an error with its type, its code and its cause', () => {
    const { log, lines } = captureLog();
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    log.error({ err: new TypeError('failed', { cause }) }, 'not reachable');
    expect(lines()[0]).toMatchObject({
      err: {
        type: 'TypeError',
        message: 'failed',
        stack: expect.stringContaining('secrets.test.ts'),
        cause: { message: 'refused', errorCode: 'ECONNREFUSED' },
      },
    });
  });

  it('survives values that refer to themselves', () => {
    const { log, text } = captureLog();
    const loop: Record<string, unknown> = { token: planted };
    loop['again'] = loop;
    log.info({ loop }, 'round');
    expect(text()).toContain('nested too deeply');
    expect(text()).not.toContain(planted);
  });

  it('cannot be made to show a forged line or to talk to the terminal', () => {
    const { log, text } = captureLog({ production: false });
    const forged = 'x\n12:00:00 info  forged\u001b[2J';
    log.info({ name: forged, error: { description: forged } }, 'register');
    log.info(forged);
    log.error({ err: new Error(forged) }, 'failed');
    const lines = text()
      .split('\n')
      .filter((line) => !line.startsWith('    '));
    expect(lines.map((line) => line.slice(9, 14))).toEqual(['info ', 'info ', 'error', '']);
    expect(text()).not.toContain('\u001b');
  });
});
