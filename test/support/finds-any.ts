/** Which of many values stand somewhere in a long text: one pass over it, whatever their number. */

const head = 6;

/** The values found, each once. Values shorter than six characters are searched one by one. */
export function foundIn(text: string, values: Iterable<string>): string[] {
  const byHead = new Map<string, string[]>();
  const found = new Set<string>();
  for (const value of values) {
    if (value.length < head) {
      if (text.includes(value)) found.add(value);
      continue;
    }
    const start = value.slice(0, head);
    byHead.set(start, [...(byHead.get(start) ?? []), value]);
  }
  for (let at = 0; at + head <= text.length; at += 1) {
    for (const value of byHead.get(text.slice(at, at + head)) ?? []) {
      if (text.startsWith(value, at)) found.add(value);
    }
  }
  return [...found];
}
