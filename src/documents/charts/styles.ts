/** The rules that the pictures of this folder need, for a page's own stylesheet or for a self-contained file. */
import { readFileSync } from 'node:fs';

/** CSS of the charts; no other selector than those that start with `.chart`. */
export function chartStyles(): string {
  return readFileSync(new URL('./charts.css', import.meta.url), 'utf8');
}
