/** A browser that keeps cookies and follows redirects within the server. */
import type { Endpoint } from '../../../src/oauth/context.js';
import type { AuthorizationServer } from '../../../src/oauth/index.js';
import { caller } from '../client-calls.js';

/** Where the browser has come to. */
export interface Visit {
  /** The address shown; one outside the server was not fetched. */
  url: URL;
  status: number;
  headers: Headers;
  text: string;
  /** Whether the server has sent the browser away. */
  hasLeft: boolean;
  /** The statuses of the redirects on the way. */
  redirects: readonly number[];
}

export interface TestBrowser {
  /** Cookies by name. */
  cookies: Map<string, string>;
  /** Every `Set-Cookie` received, as sent. */
  received: string[];
  /** Opens an address, or posts a form there, with headers on every request. */
  open: (url: string | URL, form?: Fields, headers?: RequestHeaders) => Promise<Visit>;
  /** Sends the form of a page with these fields, too. */
  submit: (visit: Visit, fields: Readonly<Record<string, string>>) => Promise<Visit>;
}

/** The endpoints that a browser finds. */
export type Pages = Pick<
  AuthorizationServer,
  'authorize' | 'signIn' | 'consent' | 'account' | 'changePassword' | 'signOut'
>;

type RequestHeaders = Readonly<Record<string, string>>;
type Fields = URLSearchParams | Readonly<Record<string, string>>;

/** A browser without cookies. */
export function openBrowser(server: Pages, issuer: string): TestBrowser {
  const cookies = new Map<string, string>();
  const received: string[] = [];

  async function send(url: URL, form?: Fields, more: RequestHeaders = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...more, cookie };
    const post = form && { method: 'POST', body: new URLSearchParams(form as URLSearchParams) };
    const request = new Request(url, { headers, ...post });
    const response = await endpointOf(url)(request, caller);
    for (const line of response.headers.getSetCookie()) {
      received.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/; Max-Age=0$/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  function endpointOf(url: URL): Endpoint {
    const path = url.href.slice(issuer.length).replace(/[?#].*$/, '');
    if (path === '/authorize') return server.authorize;
    if (path === '/consent') return server.consent;
    if (path === '/account') return server.account;
    if (path === '/account/password') return server.changePassword;
    if (path === '/logout') return server.signOut;
    if (`${path}/`.startsWith('/login/')) return server.signIn;
    throw new Error(`The browser was sent to an unknown page: ${path}`);
  }

  async function open(address: string | URL, form?: Fields, more?: RequestHeaders): Promise<Visit> {
    let url = new URL(address);
    let response = await send(url, form, more);
    const redirects: number[] = [];
    for (;;) {
      const location = response.headers.get('location');
      if (location === null) break;
      redirects.push(response.status);
      url = new URL(location, url);
      if (!url.href.startsWith(`${issuer}/`)) break;
      response = await send(url, undefined, more);
    }
    const { status, headers } = response;
    const hasLeft = headers.has('location');
    return { url, status, headers, text: await response.text(), hasLeft, redirects };
  }

  return {
    cookies,
    received,
    open,
    submit: (visit, fields) => {
      const action = /<form[^>]* action="([^"]*)"/.exec(visit.text)?.[1];
      const form = new URLSearchParams({ ...hiddenFields(visit.text), ...fields });
      return open(action ?? visit.url, form);
    },
  };
}

/** The page with only the form that has this text. */
export function formWith(visit: Visit, part: string): Visit {
  const forms = visit.text.match(/<form.*?<\/form>/gs) ?? [];
  const text = forms.find((form) => form.includes(part));
  if (text === undefined) throw new Error(`No form has ${part} in it:\n${visit.text}`);
  return { ...visit, text };
}

/** The hidden fields of a page's form. */
export function hiddenFields(text: string): Record<string, string> {
  const fields = text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, value]));
}
