import { describe, expect, it } from 'vitest';
import { wholeArticles } from '../../src/documents/typography.ts';

describe('the articles of the codes in a page', () => {
  it('are not cut at their hyphens where they are read', () => {
    expect(wholeArticles('<p>CCH L441-1 et R441-2-8 ; D331-25-1, L.442-6.</p>')).toBe(
      '<p>CCH L441\u20111 et R441\u20112\u20118 ; D331\u201125\u20111, L.442\u20116.</p>',
    );
  });

  it('stay as they are in addresses, in what is typed, and where it is no article', () => {
    const kept = [
      '<a href="/regles#L441-1" title="L441-1">la règle</a>',
      '<textarea name="mots">L441-1</textarea>',
      '<input value="R441-3" />',
      '<title>L441-1 · parcours</title>',
      '<p>VAC-12, 2026-11-21, 06-12-34-56-78, HL1234-5, L44-1</p>',
    ];
    for (const html of kept) expect(wholeArticles(html)).toBe(html);
  });
});
