/** French spacing that a keyboard leaves out: no break before « : ; ! ? » and inside quotation marks. */

const noBreakSpace = '\u00a0';

/** The text, or HTML without scripts, with its ordinary spaces made unbreakable where French typography asks for it. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/[ \u202f](?=[:;!?»](?![\w/]))/g, noBreakSpace)
    .replace(/«[ \u202f]/g, `«${noBreakSpace}`);
}
