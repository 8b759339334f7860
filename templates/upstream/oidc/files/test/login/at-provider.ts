/** A browser away from the server: goes through the pages of the provider, with cookies of its own. */

export interface ProviderBrowser {
  /** Where the browser leaves the provider after this person has signed in there; '' changes their mind. */
  signIn: (url: URL, login: string) => Promise<URL>;
  /** Where it gets without anybody typing; the page's own address if the provider asks. */
  open: (url: URL) => Promise<URL>;
}

const mostSteps = 10;

/** Remembers sign-ins like any browser. */
export function openProviderBrowser(): ProviderBrowser {
  const cookies = new Map<string, string>();

  async function send(url: URL, form?: URLSearchParams): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  async function go(start: URL, login: string | undefined): Promise<URL> {
    let url = start;
    let form: URLSearchParams | undefined;
    for (let step = 0; step < mostSteps; step += 1) {
      const response = await send(url, form);
      form = undefined;
      const location = response.headers.get('location');
      if (location !== null) {
        url = new URL(location, url);
        if (url.origin !== start.origin) return url;
      } else if (login === undefined || !url.pathname.startsWith('/interaction/')) {
        return url;
      } else {
        form = new URLSearchParams({ login });
      }
    }
    throw new Error(`The browser goes around in circles at ${url.origin}${url.pathname}`);
  }

  return { signIn: (url, login) => go(url, login), open: (url) => go(url, undefined) };
}
