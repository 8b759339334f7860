/** What must hold of every answer. */
import { issuer } from '../oauth/world.js';
import { registered } from './target.js';

/** What is wrong with an answer; `secrets` as from `everyForm`. */
export async function wrongs(
  request: Request,
  response: Response,
  logged: string,
  secrets: readonly string[],
): Promise<string[]> {
  const body = await response.text();
  const { status, headers } = response;
  const path = new URL(request.url).pathname.replace(/(?<=.)\/$/, '');
  const isPage = /^\/(authorize|login(\/.*)?|consent|account(\/password)?|logout)$/.test(path);
  const isAboutTokens = ['/token', '/introspect'].includes(path);
  const isClosed = isPage || path === '/introspect';
  const type = headers.get('content-type') ?? '';
  const isHtml = /html/i.test(type);
  const heads = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n');

  return [
    ...said(status >= 500, `status ${status}`),
    ...said(isHtml && !isPage, 'HTML where no browser is expected'),
    ...said(isHtml && !isProtectedPage(headers), 'a page without its security headers'),
    ...said(body !== '' && !isHtml && !isReadable(type, body), `no JSON: ${type} ${body}`),
    ...said(isEmptyType(request, body, type), `nothing of type ${type}`),
    ...said(headers.get('x-content-type-options') !== 'nosniff', 'can be sniffed'),
    ...said(isAboutTokens && mayBeStored(response), 'an answer about tokens that may be stored'),
    ...said(!leadsHome(headers.get('location')), `leads to ${headers.get('location')}`),
    ...said(headers.has('set-cookie') && !isPage, 'a cookie for a program'),
    ...said(isClosed && headers.has('access-control-allow-origin'), 'open to other origins'),
    ...said(!isPlainDescription(type, body), `an error_description that breaks RFC 6749: ${body}`),
    ...secrets.flatMap((secret) => [
      ...said(body.includes(secret) || heads.includes(secret), 'a secret in the answer'),
      ...said(logged.includes(secret), `a secret in the log: ${logged}`),
    ]),
  ];
}

function said(isWrong: boolean, what: string): string[] {
  return isWrong ? [what] : [];
}

// What HEAD is told of is what GET would get (RFC 9110, section 9.3.2).
function isEmptyType({ method }: Request, body: string, type: string): boolean {
  return body === '' && type !== '' && method !== 'HEAD';
}

function isProtectedPage(headers: Headers): boolean {
  return (
    (headers.get('content-security-policy') ?? '').startsWith("default-src 'none'") &&
    headers.get('x-frame-options') === 'DENY' &&
    headers.get('referrer-policy') === 'no-referrer' &&
    headers.get('cache-control') === 'no-store'
  );
}

function isReadable(type: string, body: string): boolean {
  if (type.startsWith('text/event-stream')) {
    const data = body.split('\n').filter((line) => line.startsWith('data: {'));
    return data.every((line) => parsed(line.slice('data: '.length)) !== undefined);
  }
  return /^application\/(jwk-set\+)?json/.test(type) && parsed(body) !== undefined;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// The answer to a preflight says nothing of tokens.
function mayBeStored({ status, headers }: Response): boolean {
  return status !== 204 && headers.get('cache-control') !== 'no-store';
}

function leadsHome(location: string | null): boolean {
  if (location === null) return true;
  const [target = ''] = location.split('?');
  const own = ['login', 'consent', 'account', 'logout'].map((page) => `${issuer}/${page}`);
  const loopback = /^http:\/\/127\.0\.0\.1:\d+\/callback$/;
  return [...own, ...registered].includes(target) || loopback.test(target);
}

// RFC 6749, section 5.2: the characters of `error_description`.
function isPlainDescription(type: string, body: string): boolean {
  if (!type.startsWith('application/json')) return true;
  const description = parsed(body)?.['error_description'];
  return description === undefined || /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(`${description}`);
}

/** As they are and as in a URL, made once for all answers. */
export function everyForm(secrets: readonly string[]): string[] {
  return [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))];
}
