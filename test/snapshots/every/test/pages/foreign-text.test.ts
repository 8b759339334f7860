/** Text that strangers chose cannot disturb a page. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignText } from '../../src/pages/foreign-text.js';

const awkward = fc.constantFrom(...' \n\u200b\u202e\u0301\u3164\u00ada\u05d0');
const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });

describe('foreign text', () => {
  it.each([
    ['  Claude \n\t Code ', 'Claude Code'],
    ['Ａ名前 Zoë עוזר 🙂', 'Ａ名前 Zoë עוזר 🙂'],
    ['a\u202ecilam\u202c', 'acilam'],
    ['a\u2066b\u2069\u200e\u200f\u061c', 'ab'],
    ['a\u0000b\u001bc\u007f', 'a b c'],
    ['\u200b\ufeff\u2060\u00ad\u3164', ''],
    ['Z\u0301\u0302\u0303\u0304\u0305', 'Ź\u0302\u0303'],
    ['a \u200b b', 'a b'],
    ['', ''],
  ])('shows %j as %j [SEC-3]', (text, shown) => {
    expect(foreignText(text)).toBe(shown);
  });

  it('is cut by characters as people count them [SEC-3]', () => {
    expect(foreignText('x'.repeat(2000), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(foreignText('👩‍👩‍👧'.repeat(50), 3)).toMatch(/^(👩👩👧|👩){1,3}…$/u);
    expect(foreignText('x'.repeat(10), 10)).toBe('x'.repeat(10));
  });

  it('is one line of visible characters, whatever went in [SEC-3]', () => {
    const unit = fc.oneof({ weight: 9, arbitrary: awkward }, anything);
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 300, size: 'max' }), (text) => {
        const shown = foreignText(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u);
        expect([...new Intl.Segmenter('en').segment(shown)].length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
