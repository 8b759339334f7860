// A person's browser without a screen: cookies for each host, redirects, and forms.

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

export interface Browser {
  /** Follows redirects; stops before an address that begins with `callback`. */
  readonly open: (url: string | URL, form?: URLSearchParams) => Promise<Page>;
  /** Submits the first form of a page, with its hidden fields and ticked boxes. */
  readonly submit: (page: Page, fields: Readonly<Record<string, string>>) => Promise<Page>;
}

const mostRedirects = 20;

/** @param callback where the client waits; nothing is fetched from there */
export function openBrowser(callback: string): Browser {
  const jars = new Map<string, Map<string, string>>();

  async function send(url: URL, form?: URLSearchParams): Promise<Response> {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const post = form === undefined ? {} : { method: 'POST', body: form };
    const headers = cookie === '' ? {} : { cookie };
    const response = await fetch(url, { redirect: 'manual', headers, ...post });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /; max-age=0(;|$)/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  async function open(address: string | URL, form?: URLSearchParams): Promise<Page> {
    let url = new URL(address);
    let response = await send(url, form);
    for (let hop = 0; hop < mostRedirects; hop += 1) {
      const location = response.headers.get('location');
      if (location === null) break;
      url = new URL(location, url);
      if (url.href.startsWith(callback)) break;
      response = await send(url);
    }
    return { url, status: response.status, html: await response.text() };
  }

  return {
    open,
    submit: (page, fields) => {
      const form = /<form.*?<\/form>/s.exec(page.html)?.[0];
      if (form === undefined) throw new Error(`No form at ${page.url.href}:\n${page.html}`);
      const action = attribute(/<form[^>]*>/.exec(form)?.[0] ?? '', 'action');
      return open(new URL(action ?? page.url, page.url), filled(form, fields));
    },
  };
}

function filled(form: string, fields: Readonly<Record<string, string>>): URLSearchParams {
  const sent = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const type = attribute(input, 'type');
    const isSent = type === 'hidden' || (type === 'checkbox' && /\schecked\b/.test(input));
    if (isSent) sent.append(attribute(input, 'name') ?? '', attribute(input, 'value') ?? 'on');
  }
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return sent;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
}
