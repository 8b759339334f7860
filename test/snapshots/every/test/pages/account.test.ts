/** The account page and its like. */
import { describe, expect, it } from 'vitest';
import { type AccountPage, accountPage, type Connection } from '../../src/pages/account.js';
import { donePage } from '../../src/pages/done.js';
import { moment } from '../../src/pages/moment.js';

const hostile = `"><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;\u202e`;

const connection: Connection = {
  grantId: 'grant-1',
  clientName: 'Pocket Assistant',
  clientHost: undefined,
  redirectTarget: 'client.example',
  permissions: ['Read your notes'],
  since: Date.UTC(2030, 0, 3, 17, 5, 59),
  lastUsed: Date.UTC(2030, 10, 21),
  csrf: 'y',
};

const account: AccountPage = {
  serviceName: 'Notes',
  accountName: 'ann',
  connections: [connection, { ...connection, grantId: 'grant-2', clientName: 'Other' }],
  disconnected: undefined,
  action: 'https://mcp.example.com/account',
  changePassword: undefined,
  signOut: { action: 'https://mcp.example.com/logout', csrf: 'z' },
};

describe('the account page', () => {
  const text = accountPage(account);

  it('has a title and one heading, and one for each application', () => {
    expect(text).toContain('<title>Connected apps · Notes</title>');
    expect(text.match(/<h1/g)).toHaveLength(1);
    expect(text.match(/<article/g)).toHaveLength(2);
    expect(text.match(/<h2/g)).toHaveLength(2);
  });

  it('has a form for each button, and says which application it is for [CON-3]', () => {
    expect(text.match(/<form/g)).toHaveLength(3);
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...text.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap(([, all = '']) =>
      all.split(' '),
    );
    expect(named).toHaveLength(6);
    for (const id of named) expect(ids).toContain(id);
  });

  it.each([
    'serviceName',
    'accountName',
    'disconnected',
    'clientName',
    'clientHost',
    'redirectTarget',
  ])('shows a hostile %s as text [SEC-3, CIMD-26]', (field) => {
    const connections = [{ ...connection, [field]: hostile }];
    const page = accountPage({ ...account, connections, [field]: hostile });
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('says when nothing is connected, and has a way out', () => {
    const empty = accountPage({ ...account, connections: [] });
    expect(empty).toContain('No application is connected');
    expect(empty.match(/<form/g)).toHaveLength(1);
  });

  it('offers another password only where there is one', () => {
    expect(text).not.toContain('Change password');
    const changePassword = 'https://mcp.example.com/account/password';
    expect(accountPage({ ...account, changePassword })).toContain(`<a href="${changePassword}">`);
  });
});

it('an instant is shown in UTC', () => {
  expect(moment(connection.since).markup).toBe(
    '<time datetime="2030-01-03T17:05Z">3 Jan 2030, 17:05 UTC</time>',
  );
});

it('the page that says what was done says where to go on', () => {
  const next = { href: account.action, label: 'Go on' };
  const page = donePage({ serviceName: 'Notes', title: 'Done', paragraphs: [hostile], next });
  expect(page).toContain('<h1>Done</h1>');
  expect(page).toContain(`<a href="${account.action}">Go on</a>`);
  expect(page).not.toMatch(/<script|<img/);
});
