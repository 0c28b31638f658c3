/** The forms of the pages as a reader of them finds them: where they go, and what a person would send. */

export type Field = { name: string; value: string };
export type Form = { action: string; fields: Field[] };

/** Every POST form of the page, with the values that it holds; choices take their last option. */
export function formsOf(html: string, address: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].flatMap(([, head = '', inner = '']) => {
    if (!/method="post"/i.test(head)) return [];
    return [{ action: attribute(head, 'action') ?? address, fields: fieldsOf(inner) }];
  });
}

function fieldsOf(inner: string): Field[] {
  const simple = [...inner.matchAll(/<(?:input|button)\b([^>]*)>/g)].flatMap(([, tag = '']) => {
    const name = attribute(tag, 'name');
    return name === null ? [] : [{ name, value: attribute(tag, 'value') ?? 'on' }];
  });
  const texts = [...inner.matchAll(/<textarea\b([^>]*)>([^<]*)</g)].flatMap(([, tag = '', value = '']) => {
    const name = attribute(tag, 'name');
    return name === null ? [] : [{ name, value: plain(value) }];
  });
  const choices = [...inner.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].flatMap(
    ([, tag = '', options = '']) => {
      const name = attribute(tag, 'name');
      const values = [...options.matchAll(/value="([^"]*)"/g)].map(([, value = '']) => plain(value));
      return name === null ? [] : [{ name, value: values.at(-1) ?? '' }];
    },
  );
  // The last of several with one name, as a reader who ticked it would send: most are choices among buttons.
  return [...new Map([...simple, ...texts, ...choices].map((field) => [field.name, field])).values()];
}

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : plain(found);
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
