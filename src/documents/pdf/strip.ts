/**
 * A paper is a pile of strips: bands that no page end cuts. This file puts them on pages: a heading stays with what
 * follows, a table's header stands again on each page.
 */

export type Strip = {
  height: number;
  /** Left out at the head of a page. */
  spaceBefore: number;
  keepWithNext: boolean;
  draw: (top: number) => void;
  /** Drawn again above the strip where it comes first on a page. */
  repeated: { height: number; draw: (top: number) => void } | null;
};

export type PileItem = Strip | 'newPage';

export type PageArea = { top: number; bottom: number };

/**
 * Draws the pile from `start` on the page that is open, then on new ones. `newPage` opens one and gives its area.
 * A chain of strips kept together goes to the next page whole, unless no page could hold it.
 */
export function placeStrips(pile: readonly PileItem[], start: PageArea, newPage: () => PageArea): void {
  let area = start;
  let y = area.top;
  let isEmpty = true;
  const openPage = () => {
    area = newPage();
    y = area.top;
    isEmpty = true;
  };
  for (const chain of chainsOf(pile)) {
    if (chain === 'newPage') {
      if (!isEmpty) openPage();
      continue;
    }
    const fitsHere = y + heightOf(chain, isEmpty) <= area.bottom;
    if (!fitsHere && !isEmpty && heightOf(chain, true) <= fullHeight(chain, area)) openPage();
    for (const strip of chain) {
      if (!isEmpty && y + strip.spaceBefore + strip.height > area.bottom) openPage();
      if (isEmpty && strip.repeated) {
        strip.repeated.draw(y);
        y += strip.repeated.height;
      } else if (!isEmpty) y += strip.spaceBefore;
      strip.draw(y);
      y += strip.height;
      isEmpty = false;
    }
  }
}

/** The strips with every one kept to the next, so that they share a page; the last one only where asked. */
export function keptTogether(strips: readonly PileItem[], withNext: boolean): PileItem[] {
  const last = strips.findLastIndex((strip) => strip !== 'newPage');
  return strips.map((strip, index) =>
    strip === 'newPage' || (index >= last && !withNext) ? strip : { ...strip, keepWithNext: true },
  );
}

function chainsOf(pile: readonly PileItem[]): (Strip[] | 'newPage')[] {
  const chains: (Strip[] | 'newPage')[] = [];
  let isOpen = false;
  for (const item of pile) {
    if (item === 'newPage') {
      chains.push(item);
      isOpen = false;
      continue;
    }
    const last = chains.at(-1);
    if (isOpen && last && last !== 'newPage') last.push(item);
    else chains.push([item]);
    isOpen = item.keepWithNext;
  }
  return chains;
}

function heightOf(chain: readonly Strip[], atHead: boolean): number {
  const height = chain.reduce((sum, strip) => sum + strip.spaceBefore + strip.height, 0);
  return atHead ? height - (chain[0]?.spaceBefore ?? 0) : height;
}

function fullHeight(chain: readonly Strip[], area: PageArea): number {
  return area.bottom - area.top - (chain[0]?.repeated?.height ?? 0);
}
