/** A browser in words, from what it says of itself: enough to know one's own, too coarse to follow anybody. */

const browsers: readonly [pattern: RegExp, name: string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [pattern: RegExp, name: string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iPhone ou iPad'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

/** "Firefox, Windows"; "Un programme" where it names no browser. */
export function deviceInWords(userAgent: string | undefined): string {
  return browserInWords(userAgent) ?? 'Un programme';
}

/** "Firefox, Windows"; null where it names no browser. */
export function browserInWords(userAgent: string | undefined): string | null {
  const named = (list: typeof browsers) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const browser = named(browsers);
  if (browser === undefined) return null;
  const system = named(systems);
  return system === undefined ? browser : `${browser}, ${system}`;
}
