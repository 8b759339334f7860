/** The pages of an authorization request, and what all pages share. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type ConsentPage, consentPage } from '../../src/pages/consent.js';
import { errorPage } from '../../src/pages/error.js';
import { html } from '../../src/pages/html.js';
import { pageAnswer } from '../../src/pages/page-answer.js';
import { turnedDownPage } from '../../src/pages/turned-down.js';
import { hiddenFields } from '../oauth/browser/browser.js';

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;\u202e`;

const ann = {
  name: 'ann',
  signInAgain: 'https://mcp.example.com/login?transaction=x',
  account: 'https://mcp.example.com/account',
};
const consent: ConsentPage = {
  serviceName: 'Notes',
  clientName: 'Pocket Assistant',
  addedByOperator: false,
  redirectTarget: 'client.example',
  onlyOnThisComputer: false,
  permissions: [{ sentence: 'Read your notes', includes: [] }],
  person: ann,
  action: 'https://mcp.example.com/consent',
  transaction: 'x',
  csrf: 'y',
};

describe('a template', () => {
  it('escapes text in content and in attributes [SEC-3]', () => {
    expect(html`<a title="${`"'<>&`}">${`"'<>&`}</a>`.markup).toBe(
      '<a title="&quot;&#39;&lt;&gt;&amp;">&quot;&#39;&lt;&gt;&amp;</a>',
    );
  });

  it('keeps markup, joins lists and leaves out `undefined`', () => {
    const list = [html`<i>1</i>`, '<', undefined, 2];
    expect(html`${list}|${undefined}|${''}`.markup).toBe('<i>1</i>&lt;2||');
  });
});

describe('the consent page', () => {
  const text = consentPage(consent);

  it('has a language, a title, one heading and a frame for phones', () => {
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('<title>Allow access? · Notes</title>');
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(text).toContain('name="viewport" content="width=device-width, initial-scale=1"');
  });

  it('has one form with the two answers as buttons [CON-1]', () => {
    expect(text.match(/<form/g)).toHaveLength(1);
    expect(text).toMatch(/<button[^>]*type="submit" name="decision" value="approve">Allow</);
    expect(text).toMatch(/<button[^>]*type="submit" name="decision" value="deny">Cancel</);
  });

  it.each<[string, Partial<ConsentPage>]>([
    ['service name', { serviceName: hostile }],
    ['client name', { clientName: hostile }],
    ['client host', { clientHost: hostile }],
    ['redirect target', { redirectTarget: hostile }],
    ['account name', { person: { ...ann, name: hostile } }],
    ['provider', { person: { signsInWith: hostile } }],
    ['permission', { permissions: [{ sentence: hostile, includes: [] }] }],
    [
      'permission with a box',
      {
        permissions: [{ sentence: hostile, box: { scope: hostile, ticked: true }, includes: [] }],
      },
    ],
  ])('shows a hostile %s as text [SEC-3, CIMD-26] [A6, A32]', (_part, changes) => {
    const page = consentPage({ ...consent, ...changes });
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('keeps a name from rearranging or flooding the page [SEC-3] [G21]', () => {
    const page = consentPage({ ...consent, clientName: `\u202e${'W'.repeat(2000)}` });
    expect(page).not.toContain('\u202e');
    expect(page).toContain(`<bdi>${'W'.repeat(79)}…</bdi>`);
  });

  it.each([undefined, '', ' \u200b\u2066 '])(
    'has words for a client without a name: %j',
    (clientName) => {
      expect(consentPage({ ...consent, clientName })).toContain('An application without a name');
    },
  );

  it('names the host that describes the client, if any [CIMD-18] [C5]', () => {
    expect(consentPage({ ...consent, clientHost: 'apps.example' })).toContain('apps.example');
    expect(text).not.toContain('Published by');
  });
});

describe('the permissions of the consent page', () => {
  const part = (sentence: string, scope: string, ticked: boolean) => ({
    sentence,
    box: { scope, ticked },
    includes: [],
  });
  const text = consentPage({
    ...consent,
    problem: 'No.',
    permissions: [
      { ...part('Change notes', 'write', true), includes: [part('Read notes', 'read', false)] },
      { sentence: 'Greet you', includes: [] },
    ],
  });

  it('are boxes with labels in the form [CON-10]', () => {
    const [form = ''] = /<form.*<\/form>/s.exec(text) ?? [];
    const labels = form.match(/<label><input type="checkbox" name="scope"[^>]*> [^<]*<\/label>/g);
    expect(labels).toEqual([
      '<label><input type="checkbox" name="scope" value="write" checked> Change notes</label>',
      '<label><input type="checkbox" name="scope" value="read"> Read notes</label>',
    ]);
    expect(form).toContain('<li>Greet you</li>');
  });

  it('mark the form as one with boxes, by a field that only the page has [CON-10]', () => {
    expect(text).toContain('<input hidden name="selection" value="scope">');
    expect(Object.keys(hiddenFields(text)).sort()).toEqual(['csrf', 'transaction']);
  });

  it('say what was wrong, also to a screen reader [CON-10]', () => {
    expect(text).toContain('role="alert">No.</p>');
  });

  it('come with what follows from an approval [CON-1]', () => {
    expect(text).not.toMatch(/without this page|sign in with/);
    const days = (rememberedDays: number) => consentPage({ ...consent, rememberedDays });
    expect(days(1)).toContain('without this page, for a day at most');
    expect(days(30)).toContain('for 30 days at most');
    const early = consentPage({ ...consent, person: { signsInWith: 'Example ID' } });
    expect(early).toContain('You will sign in with <bdi>Example ID</bdi> next.');
    expect(early).not.toContain('Your account');
  });
});

it('the page in front of a refusal has one button, says where it leads, and shows a hostile name as text [AZ-10, SEC-3]', () => {
  const page = turnedDownPage({ ...consent, clientName: hostile, redirectTarget: hostile });
  expect(page.match(/<button/g)).toHaveLength(1);
  expect(page).toContain('Sends you to');
  expect(page).not.toMatch(/<script|<img/);
});

it('an error page shows hostile text as text [SEC-3]', () => {
  const page = errorPage({ title: 'It failed', paragraphs: [hostile] });
  expect(page).toContain('<title>It failed</title>');
  expect(page).not.toMatch(/<script|<img/);
});

describe('the content policy', () => {
  it('admits exactly the stylesheet that the page carries [SEC-6]', () => {
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(consentPage(consent)) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(pageAnswer('').headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
  });

  it('blocks nothing that the page carries, and does not limit forms [SEC-6, AZ-14] [C1]', () => {
    expect(consentPage(consent)).not.toMatch(/ style=|url\(|@import/);
    expect(pageAnswer('').headers.get('content-security-policy')).not.toContain('form-action');
  });
});
