/** What the log says of requests and decisions. */
import { describe, expect, it } from 'vitest';
import { auditTo, logRequests, reportTo } from '../../src/log.js';
import { OAuthError, RateLimited } from '../../src/oauth/errors.js';
import { captureLog } from './capture.js';

const caller = { address: '192.0.2.1' };

describe('logRequests', () => {
  it('writes method, path, status and time, and never the query [RS-16]', async () => {
    const { log, text, lines } = captureLog();
    const app = logRequests(log, async () => new Response('no', { status: 404 }));
    await app(new Request('https://a.example/authorize?code=the-code&state=the-state'), caller);
    expect(lines()).toMatchObject([
      { msg: 'request', method: 'GET', path: '/authorize', status: 404, ms: expect.any(Number) },
    ]);
    expect(text()).not.toMatch(/the-code|the-state|\?/);
  });

  it('gives all lines of a request and its answer one id', async () => {
    const { log, lines } = captureLog();
    const audit = auditTo(log);
    const app = logRequests(log, async (request) => {
      audit({ event: 'client.registered', clientId: new URL(request.url).pathname });
      await Promise.resolve();
      log.info('later');
      return new Response();
    });
    const answers = await Promise.all(
      ['/a', '/b'].map((path) => app(new Request(`https://a.example${path}`), caller)),
    );
    const ids = answers.map(({ headers }) => headers.get('x-request-id'));
    expect(new Set(ids).size).toBe(2);
    for (const [index, path] of ['/a', '/b'].entries()) {
      const own = lines().filter(({ requestId }) => requestId === ids[index]);
      expect(own.map(({ msg }) => msg)).toEqual(['client.registered', 'later', 'request']);
      expect(own[0]).toMatchObject({ clientId: path });
      expect(own[1]).not.toHaveProperty('clientId');
    }
  });

  it('is silent about probes unless they fail', async () => {
    const { log, lines } = captureLog({ logLevel: 'info' });
    const probe = (status: number) =>
      logRequests(log, async () => new Response(null, { status }))(
        new Request('https://a.example/readyz'),
        caller,
      );
    await probe(200);
    await probe(503);
    expect(lines().map(({ status }) => status)).toEqual([503]);
  });
});

describe('reportTo', () => {
  it('tells the inner detail of refusals and the stack of failures', () => {
    const { log, lines } = captureLog();
    const report = reportTo(log);
    const request = new Request('https://a.example/token?x=1');
    report(new OAuthError('invalid_grant', 'The code is not valid', 'code expired'), request);
    report(new RateLimited(7), request);
    report(new Error('disk full'), request);
    expect(lines()).toMatchObject([
      { level: 'info', path: '/token', error: 'invalid_grant', detail: 'code expired' },
      { level: 'info', path: '/token', retryAfter: 7 },
      { level: 'error', path: '/token', err: { message: 'disk full' } },
    ]);
  });
});

describe('auditTo', () => {
  it('writes the event and its ids, alarms as warnings [SEC-5]', () => {
    const { log, lines } = captureLog();
    const audit = auditTo(log);
    audit({ event: 'consent.approved', userId: 'user_1', clientId: 'client_1', grantId: 'g' });
    audit({ event: 'refresh.reused', grantId: 'g' });
    expect(lines()).toMatchObject([
      { level: 'info', audit: 'consent.approved', userId: 'user_1', clientId: 'client_1' },
      { level: 'warn', audit: 'refresh.reused', grantId: 'g' },
    ]);
  });

  it('is not dropped by a higher log level, only by silence [SEC-5]', () => {
    const loud = captureLog({ logLevel: 'error' });
    auditTo(loud.log)({ event: 'consent.denied' });
    expect(loud.lines()).toHaveLength(1);
    const silent = captureLog({ logLevel: 'silent' });
    auditTo(silent.log)({ event: 'consent.denied' });
    expect(silent.text()).toBe('');
  });
});
