/**
 * Figures of an indicator as they may leave the landlord: small counts hidden, and whatever would give them back by
 * adding up places or by comparing periods and publications (D-06). Pure and deterministic: the same publications in
 * the same order hide the same figures, so what was hidden before is known again without being stored.
 */
import type { Figure, Period } from '../indicator.ts';
import { hideCrossed } from './crossed.ts';
import { ancestorsOf, classificationsOf, placeKey } from './places.ts';
import type { PlaceNode } from './secrecy-work.ts';
import { isSensitive, isSmall, type Parts, secrecyReason } from './small-counts.ts';
import { timelineOf } from './timeline.ts';
import { hiddenFigures } from './tree.ts';

/** A figure without the leases behind it, or the reason why it is not given. */
export type PublishedFigure =
  | {
      kind: 'shown';
      figure: Omit<Figure, 'split' | 'leaseIds'>;
      /** How the fact is known; null where that cut tells too much. */
      evidence: { proved: number; declared: number } | null;
      unknown: number | null;
    }
  | {
      kind: 'hidden';
      measure: string;
      place: Figure['place'];
      period: Period;
      goal: Figure['goal'];
      reason: string;
    };

/** Keys of hidden figures: measure, place and period. */
type Hidden = ReadonlySet<string>;

/**
 * What may be published of figures, in their order.
 *
 * @param k households under which a count is hidden (`PortalPolicy.minimumCell`)
 * @param previous figures of each earlier publication, oldest first, as they were before suppression: a reader compares
 */
export function suppressFigures(
  figures: readonly Figure[],
  k: number,
  previous: readonly (readonly Figure[])[] = [],
): PublishedFigure[] {
  const hidden = new Set<string>();
  const cuts = { evidence: new Set<string>(), unknown: new Set<string>() };
  for (const measure of new Set(figures.map((figure) => figure.measure))) {
    const publications = [...previous, figures].map((all) =>
      all.filter((figure) => figure.measure === measure),
    );
    const ofCounts = hiddenOf(publications, k, inGroupOrNot, new Set());
    for (const key of ofCounts) hidden.add(key);
    for (const key of hiddenOf(publications, k, provedOrDeclared, ofCounts)) cuts.evidence.add(key);
    for (const key of hiddenOf(publications, k, unknownOrNot, ofCounts)) cuts.unknown.add(key);
  }
  return figures.map((figure): PublishedFigure => {
    const key = figureKey(figure);
    if (hidden.has(key)) return hiddenFigure(figure, k);
    const { split, leaseIds: _leases, ...rest } = figure;
    return {
      kind: 'shown',
      figure: rest,
      evidence: cuts.evidence.has(key) ? null : { proved: split.proved, declared: split.declared },
      unknown: cuts.unknown.has(key) ? null : split.unknown,
    };
  });
}

/** A way of cutting figures in two, with what is too small in it. */
type Cut = {
  partsOf: (figure: Figure) => Parts;
  isSensitive: (parts: Parts, k: number) => boolean;
  /** Whether what is hidden for another reason must not be found again under this cut. */
  protectsAll: boolean;
};

const inGroupOrNot: Cut = {
  partsOf: ({ inGroup, total }) => [inGroup, total - inGroup],
  isSensitive,
  protectsAll: true,
};

/** How a fact is known tells nothing of a household where all are known alike: only few among many is hidden. */
const isSmallPart = ([first, second]: Parts, k: number): boolean => isSmall(first, k) || isSmall(second, k);

const provedOrDeclared: Cut = {
  partsOf: ({ split }) => [split.proved, split.declared],
  isSensitive: isSmallPart,
  protectsAll: false,
};

const unknownOrNot: Cut = {
  partsOf: ({ split, total }) => [split.unknown, total - split.unknown],
  isSensitive: isSmallPart,
  protectsAll: false,
};

/** Publication after publication, what each must hide given all before it. */
function hiddenOf(publications: readonly (readonly Figure[])[], k: number, cut: Cut, forced: Hidden): Hidden {
  let hidden: Hidden = forced;
  for (const [index, figures] of publications.entries()) {
    const before = publications.slice(0, index).flat();
    hidden = withPublication(before, figures, hidden, k, cut);
  }
  return hidden;
}

/** Trees of places share the landlord, and crossed figures both: they are gone through until nothing more is hidden. */
function withPublication(
  before: readonly Figure[],
  figures: readonly Figure[],
  known: Hidden,
  k: number,
  cut: Cut,
): Hidden {
  const latest = new Map([...before, ...figures].map((figure) => [figureKey(figure), figure]));
  const published = new Set(before.map(figureKey));
  const corrected = figures.filter((figure) => isSmallCorrection(before, figure, k)).map(figureKey);
  const { map, holders, crossed } = classificationsOf([...latest.values()]);
  let hidden: Hidden = new Set([...known, ...corrected]);
  let size = -1;
  while (size !== hidden.size) {
    size = hidden.size;
    hidden = hideInTree(map, published, hidden, k, cut);
    hidden = hideInTree(holders, published, hidden, k, cut);
    hidden = hideCrossed({
      crossed,
      margins: [...map, ...holders.filter(({ place }) => place.level === 'holder')],
      known: hidden,
      isFixed: (figure) => published.has(figureKey(figure)),
      k,
      partsOf: cut.partsOf,
      isSensitive: cut.isSensitive,
      keyOf: figureKey,
    });
  }
  return hidden;
}

/** Data corrected since: a figure given again with a few households more or less tells of those. */
function isSmallCorrection(before: readonly Figure[], figure: Figure, k: number): boolean {
  const earlier = before.filter((it) => figureKey(it) === figureKey(figure)).at(-1);
  if (earlier === undefined) return false;
  const changes = [earlier.inGroup - figure.inGroup, earlier.total - figure.total];
  return changes.some((change) => change !== 0 && Math.abs(change) < k);
}

function hideInTree(
  figures: readonly Figure[],
  published: ReadonlySet<string>,
  known: Hidden,
  k: number,
  cut: Cut,
): Hidden {
  const periods = distinctPeriods(figures);
  const last = periods
    .map(({ until }) => until)
    .sort()
    .at(-1);
  if (last === undefined) return known;
  const byKey = new Map(figures.map((figure) => [figureKey(figure), figure]));
  const places = new Map(figures.map((figure) => [placeKey(figure.place), figure]));
  const nodes: PlaceNode[] = [];
  const counts: (Parts | null)[][] = [];
  const keys: (string | null)[] = [];
  const ordered = [...places.values()].sort(
    (a, b) => depthOf(a) - depthOf(b) || (placeKey(a.place) < placeKey(b.place) ? -1 : 1),
  );
  for (const { place, measure } of ordered) {
    const parent = ancestorsOf(place, last).find((ancestor) => places.has(ancestor));
    keys.push(placeKey(place));
    nodes.push({
      key: placeKey(place),
      parent: parent === undefined ? null : keys.indexOf(parent),
      isRest: false,
    });
    counts.push(
      periods.map((period) => {
        const figure = byKey.get(figureKey({ measure, place, period }));
        return figure === undefined ? null : cut.partsOf(figure);
      }),
    );
  }
  addRests(nodes, counts);
  const measure = figures[0]?.measure ?? '';
  const keyOf = (node: PlaceNode, period: Period): string =>
    `${measure}|${node.key}|${period.from}|${period.until}`;
  const hidden = hiddenFigures({
    nodes,
    counts,
    timeline: timelineOf(periods),
    isFixed: periods.map((period) => nodes.some((node) => published.has(keyOf(node, period)))),
    hidden: nodes.map((node) => periods.map((period) => known.has(keyOf(node, period)))),
    k,
    isSensitive: cut.isSensitive,
    protectsAll: cut.protectsAll,
  });
  const all = new Set(known);
  for (const [index, node] of nodes.entries()) {
    for (const [at, period] of periods.entries()) if (hidden[index]?.[at]) all.add(keyOf(node, period));
  }
  return all;
}

/** What a place holds beyond the places shown under it: nobody prints it, anybody subtracts. */
function addRests(nodes: PlaceNode[], counts: (Parts | null)[][]): void {
  const printed = nodes.length;
  for (let parent = 0; parent < printed; parent += 1) {
    const children = nodes.flatMap((node, index) => (node.parent === parent ? [index] : []));
    if (children.length === 0) continue;
    const rest = (counts[parent] ?? []).map((whole, period): Parts | null => {
      if (whole === null) return null;
      const left = (side: 0 | 1): number =>
        Math.max(
          0,
          whole[side] - children.reduce((sum, child) => sum + (counts[child]?.[period]?.[side] ?? 0), 0),
        );
      return [left(0), left(1)];
    });
    if (rest.every((parts) => parts === null || parts[0] + parts[1] === 0)) continue;
    nodes.push({ key: `rest-of-${nodes[parent]?.key ?? ''}`, parent, isRest: true });
    counts.push(rest);
  }
}

function distinctPeriods(figures: readonly Figure[]): Period[] {
  const periods = new Map(figures.map(({ period }) => [`${period.from}|${period.until}`, period]));
  return [...periods.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, period]) => period);
}

const depths = { landlord: 0, departement: 1, epci: 2, holder: 2, commune: 3 } as const;

function depthOf({ place }: Figure): number {
  return depths[place.level];
}

function figureKey({ measure, place, period }: Pick<Figure, 'measure' | 'place' | 'period'>): string {
  return `${measure}|${placeKey(place)}|${period.from}|${period.until}`;
}

function hiddenFigure({ measure, place, period, goal }: Figure, k: number): PublishedFigure {
  return { kind: 'hidden', measure, place, period, goal, reason: secrecyReason(k) };
}
