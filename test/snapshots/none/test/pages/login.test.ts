/** The sign-in page of local accounts. */
import { describe, expect, it } from 'vitest';
import { type LoginPage, loginPage } from '../../src/pages/login.js';

const login: LoginPage = {
  serviceName: 'Notes',
  lead: 'Sign in to see it.',
  action: 'https://mcp.example.com/login',
  transaction: 'x',
  csrf: 'y',
};

describe('the sign-in page', () => {
  it('has a label for each field and a form that posts [CON-3]', () => {
    const text = loginPage(login);
    expect(text).toContain('<title>Sign in · Notes</title>');
    expect(text).toContain('<form method="post" action="https://mcp.example.com/login">');
    for (const [field, kind] of Object.entries({ username: '', password: 'current-' })) {
      expect(text).toMatch(
        new RegExp(
          `<label for="${field}">.*\\n<input id="${field}" name="${field}"[^>]* autocomplete="${kind}${field}"`,
        ),
      );
    }
    expect(text).toContain('name="password" type="password"');
  });

  it('begins in the first field that is empty', () => {
    const focused = (text: string) => /<input id="(\w+)"[^>]* autofocus/.exec(text)?.[1];
    expect(focused(loginPage(login))).toBe('username');
    expect(focused(loginPage({ ...login, userName: 'ann' }))).toBe('password');
  });

  it('says what was wrong, also to a screen reader', () => {
    expect(loginPage({ ...login, problem: 'No.' })).toContain('role="alert">No.</p>');
    expect(loginPage(login)).not.toContain('role="alert"');
  });
});
