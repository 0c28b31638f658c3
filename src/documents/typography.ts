/** French spacing that a keyboard leaves out: no break before « : ; ! ? » and inside quotation marks. */

const noBreakSpace = '\u00a0';

/** The text, or HTML without scripts, with its ordinary spaces made unbreakable where French typography asks for it. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/[ \u202f](?=[:;!?»](?![\w/]))/g, noBreakSpace)
    .replace(/«[ \u202f]/g, `«${noBreakSpace}`);
}

/**
 * HTML in whose text the articles of the codes (L441-1, R441-2-8) are never cut at a hyphen: browsers break a line there.
 * Attributes, scripts, what is typed and what is to be copied stay as they are.
 */
export function wholeArticles(html: string): string {
  return html.replace(/<(title|textarea|script|code|pre)\b[^>]*>[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g, (part) =>
    part.startsWith('<') ? part : part.replace(article, (found) => found.replaceAll('-', noBreakHyphen)),
  );
}

const noBreakHyphen = '\u2011';
const article = /\b[LRD]\.?[ \u00a0]?\d{3}(?:-\d+)+\b/g;
