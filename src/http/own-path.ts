/** Addresses that a visitor brings: followed only within this very service. */

/** A path of this very service, or null: a sign-in never sends anyone elsewhere. */
export function ownPath(value: unknown): string | null {
  if (typeof value !== 'string' || !value.startsWith('/')) return null;
  const here = 'http://here.invalid';
  const url = URL.canParse(value, here) ? new URL(value, here) : null;
  if (url?.origin !== here) return null;
  const path = `${url.pathname}${url.search}`;
  // "/.//elsewhere" is read as "//elsewhere": a path that names a host leads there.
  return new URL(path, here).origin === here && !path.startsWith('//') ? path : null;
}
