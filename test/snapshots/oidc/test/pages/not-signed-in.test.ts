/** The page for a sign-in elsewhere that came to nothing. */
import { describe, expect, it } from 'vitest';
import { notSignedInPage } from '../../src/pages/not-signed-in.js';

const said = { serviceName: 'Notes', title: 'You did not sign in', text: 'It was cancelled.' };

describe('the page for a sign-in that came to nothing', () => {
  it('says what happened and where to go on', () => {
    const text = notSignedInPage({ ...said, again: 'https://mcp.example.com/login?a=1&b=2' });
    expect(text).toContain('<title>You did not sign in · Notes</title>');
    expect(text).toContain('<a href="https://mcp.example.com/login?a=1&amp;b=2">Try again</a>');
    expect(text).toContain('Or go back to the application');
  });

  it('always offers a way on', () => {
    expect(notSignedInPage(said)).toContain('<p>Go back to the application');
    expect(notSignedInPage(said)).not.toContain('<a ');
    const both = notSignedInPage({ ...said, again: 'https://a', asAnother: 'https://b' });
    expect(both).toContain('Sign in with another account</a>');
  });

  it('shows a hostile name as text [SEC-3]', () => {
    const text = notSignedInPage({ ...said, text: '<script>alert(1)</script> said no' });
    expect(text).not.toContain('<script');
  });
});
