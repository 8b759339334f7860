/** Requests to the pages that people see. */
import fc from 'fast-check';
import { resource } from '../oauth/world.js';
import { type Hostile, hostile } from './request.js';
import { registered, type Target } from './target.js';
import { encoded, field, mostly, pairs, text } from './values.js';

const anything = text.map((value) => [value]);
const browserHeaders = ({ cookies }: Target) => ({ cookie: [cookies.signedIn, cookies.signedOut] });

export function authorize(target: Target): fc.Arbitrary<Hostile> {
  const parameters = encoded(
    pairs({
      client_id: field([...Object.values(target.clients), 'https://client.example/client.json']),
      redirect_uri: field([
        ...registered,
        'http://127.0.0.1:8080/callback',
        'http://127.0.0.1:8080@evil.example/callback',
        'https://client.example/callback/../../evil',
        'https://client.example/callback?a=b',
        'https://client.example/callback#f',
        'https://client.example.evil.example/callback',
      ]),
      response_type: field(['code']),
      scope: field(['notes:read', 'offline_access notes:read', ' ', 'nothing']),
      state: field(['s', '\ud800', '\r\nlocation: https://evil.example']),
      code_challenge: field(['a'.repeat(43)]),
      code_challenge_method: field(['S256', 'plain']),
      resource: field([resource, `${resource}/`, 'https://evil.example/mcp']),
      prompt: field(['', 'none', 'login', 'consent', 'none login']),
      code: field([target.code], 1),
    }),
  );
  return hostile(target, {
    paths: ['/authorize'],
    methods: ['GET', 'GET', 'POST'],
    query: parameters,
    body: parameters,
    headers: browserHeaders(target),
  });
}

export function signIn(target: Target): fc.Arbitrary<Hostile> {
  const { transaction = '', csrf = '' } = target.signIn;
  const [resume, form] = [
    field([transaction, target.consent['transaction'] ?? '', `account.${csrf}`]),
    // Seldom valid: a password takes as long as a hundred other requests.
    mostly(anything, fc.constant([csrf])),
  ];
  return hostile(target, {
    paths: ['/login', '/login', '/login/callback', '/login/__proto__'],
    methods: ['GET', 'POST', 'POST'],
    query: encoded(
      pairs({
        transaction: resume,
        code: field([target.code], 1),
        // From a sign-in elsewhere.
        state: field(['s', 'A'.repeat(43)]),
        error: field(['access_denied', '<script>']),
        iss: field(['https://evil.example']),
      }),
    ),
    body: encoded(
      pairs({
        transaction: resume,
        csrf: form,
        username: field(['ada', 'ADA', 'nobody'], 20),
        password: field(['the long password of ada', 'wrong'], 20),
      }),
    ),
    headers: browserHeaders(target),
  });
}

export function consent(target: Target): fc.Arbitrary<Hostile> {
  const { transaction = '', csrf = '' } = target.consent;
  const pending = field([transaction, target.signIn['transaction'] ?? '']);
  return hostile(target, {
    paths: ['/consent'],
    methods: ['GET', 'POST', 'POST'],
    query: encoded(pairs({ transaction: pending })),
    body: encoded(
      pairs({
        transaction: pending,
        csrf: field([csrf, target.signIn['csrf'] ?? '']),
        decision: field(['approve', 'deny']),
        selection: field(['scope']),
        scope: field(['notes:read', 'notes:write', 'offline_access'], 2),
        person: field(['next']),
      }),
    ),
    headers: browserHeaders(target),
  });
}

export function account(target: Target): fc.Arbitrary<Hostile> {
  return hostile(target, {
    paths: ['/account', '/account/password', '/logout'],
    methods: ['GET', 'POST'],
    query: encoded(pairs({ ended: anything })),
    body: encoded(
      pairs({
        csrf: field([target.consent['csrf'] ?? '']),
        grant: anything,
        current: field(['the long password of ada']),
        password: field(['the long password of ada']),
      }),
    ),
    headers: browserHeaders(target),
  });
}
