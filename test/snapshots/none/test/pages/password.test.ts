/** The page where the owner of a local account changes its password. */
import { describe, expect, it } from 'vitest';
import { type PasswordPage, passwordPage } from '../../src/pages/password.js';

const password: PasswordPage = {
  serviceName: 'Notes',
  userName: 'ann',
  shortest: 12,
  disconnectAll: false,
  problem: undefined,
  action: 'https://mcp.example.com/account/password',
  back: 'https://mcp.example.com/account',
  csrf: 'y',
};

describe('the page for another password', () => {
  const text = passwordPage(password);

  it('has a label for each field, a form that posts and a way back [CON-3, CON-12]', () => {
    expect(text).toContain('<title>Change password · Notes</title>');
    expect(text).toContain(`<form method="post" action="${password.action}">`);
    expect(text).toContain(`<a href="${password.back}">`);
    for (const [field, kind] of Object.entries({
      current: 'current',
      new: 'new',
      repeated: 'new',
    })) {
      expect(text).toMatch(
        new RegExp(
          `<label for="${field}">.*\\n<input id="${field}" name="${field}" type="password" autocomplete="${kind}-password"`,
        ),
      );
    }
    expect(text).toMatch(/name="username" value="ann" autocomplete="username" readonly hidden/);
    expect(text).toContain('<label class="choice"><input type="checkbox"');
  });

  it('tells the rule before it is broken, also to a screen reader', () => {
    expect(text).toContain('<p class="hint" id="rule">At least 12 characters.</p>');
    expect(text).toMatch(/<input id="new"[^>]*minlength="12" aria-describedby="rule"/);
  });

  it('shows a hostile name as text [SEC-3]', () => {
    const page = passwordPage({ ...password, userName: '"><script>alert(1)</script>' });
    expect(page).not.toContain('<script');
  });
});
