/** A browser at the provider, with cookies of its own. */

export interface ProviderBrowser {
  /** Where the browser leaves the provider, signed in as this person; '' is nobody. */
  signIn: (url: URL, login: string) => Promise<URL>;
  /** Where it gets without anybody typing. */
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

  async function go(start: URL, login?: string): Promise<URL> {
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
    throw new Error(`Too many redirects at ${url}`);
  }

  return { signIn: go, open: (url) => go(url) };
}
