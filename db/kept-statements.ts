/**
 * Which statements the server keeps prepared. The driver otherwise has each one read, planned and described anew, in two
 * journeys where one does: most of what a page asks is the same text with other values, thousands of times an hour.
 */

/** Asked so often, it will be asked again: what an import or a migration says a few times is never kept. */
const often = 5;
/** Each connection keeps its own copies, some tens of kilobytes each, until it closes. */
const most = 400;
/** The words of a batch of rows are long, and cost little beside the rows. */
const longest = 6_000;
/** Texts counted at once; a list of values spelled out in the text makes a new one for each length. */
const counted = 2_000;

/** True of a text that is worth keeping, from the time that it was asked often enough. */
export type KeptStatements = (text: string) => boolean;

/** The memory of one pool: the same texts are kept on each of its connections, by the names that the driver gives. */
export function keptStatements(): KeptStatements {
  const kept = new Set<string>();
  let asked = new Map<string, number>();
  return (text) => {
    if (kept.has(text)) return true;
    if (text.length > longest || kept.size >= most) return false;
    const times = (asked.get(text) ?? 0) + 1;
    if (times < often) {
      if (asked.size >= counted) asked = new Map();
      asked.set(text, times);
      return false;
    }
    asked.delete(text);
    kept.add(text);
    return true;
  };
}
