/** Reads the forms of a page as a browser would send them untouched: what is ticked and chosen, nothing more. */

export type Form = {
  action: string;
  method: string;
  /** Every field with the value that an untouched form sends. */
  fields: [string, string][];
  /** Radios and boxes with whether they are ticked. */
  ticks: { name: string; value: string; type: string; ticked: boolean }[];
  buttons: { name: string; value: string; text: string }[];
  html: string;
};

export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
    action: attribute(head, 'action') ?? '',
    method: attribute(head, 'method') ?? 'get',
    fields: [...inputsOf(body), ...selectsOf(body), ...areasOf(body)],
    ticks: [...body.matchAll(/<input\b([^>]*)>/g)].flatMap(([, own = '']) => {
      const type = attribute(own, 'type') ?? 'text';
      if (type !== 'radio' && type !== 'checkbox') return [];
      const name = attribute(own, 'name') ?? '';
      return [{ name, value: attribute(own, 'value') ?? '', type, ticked: /\schecked(\s|=|\/|$)/.test(own) }];
    }),
    buttons: [...body.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(([, own = '', text = '']) => ({
      name: attribute(own, 'name') ?? '',
      value: attribute(own, 'value') ?? '',
      text: text.replace(/<[^>]*>/g, ''),
    })),
    html: body,
  }));
}

/** The form that is sent to an address ending so. Throws where the page has none. */
export function formTo(html: string, ending: string): Form {
  const form = formsOf(html).find(({ action }) => action.split('#')[0]?.endsWith(ending));
  if (!form) throw new Error(`no form to …${ending} among ${formsOf(html).map(({ action }) => action)}`);
  return form;
}

/** The untouched form with some fields given: a list ticks or chooses several. */
export function filled(form: Form, given: Readonly<Record<string, string | readonly string[]>>): string {
  const kept = form.fields.filter(([name]) => !(name in given));
  const added = Object.entries(given).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams([...kept, ...added]).toString();
}

function inputsOf(body: string): [string, string][] {
  return [...body.matchAll(/<input\b([^>]*)>/g)].flatMap(([, own = '']): [string, string][] => {
    const name = attribute(own, 'name');
    const type = attribute(own, 'type') ?? 'text';
    const isTick = type === 'radio' || type === 'checkbox';
    if (name === null || (isTick && !/\schecked(\s|=|\/|$)/.test(own))) return [];
    return [[name, attribute(own, 'value') ?? '']];
  });
}

function selectsOf(body: string): [string, string][] {
  return [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, own = '', options = '']) => {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => option);
    const chosen = all.find((option) => /\sselected/.test(option)) ?? all[0] ?? '';
    return [attribute(own, 'name') ?? '', attribute(chosen, 'value') ?? ''];
  });
}

function areasOf(body: string): [string, string][] {
  return [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(([, own = '', text = '']) => [
    attribute(own, 'name') ?? '',
    text,
  ]);
}

function attribute(own: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(own)?.[1];
  return found === undefined ? null : found.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
}
