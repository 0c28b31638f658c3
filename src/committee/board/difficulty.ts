/** Why a home does not let: how long, what it costs, the refusals in its residence, and what could be done next. */

import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchCount, frenchNumber } from '../../kernel/french.ts';
import type { BoardRow } from './board-list.ts';
import type { RefusalReason } from './home-facts.ts';
import { candidatesNeeded } from './home-life.ts';
import { commerciallyVacant } from './vacancy-figures.ts';

/** Counts of the pool of the latest run for this home. */
export type PoolCounts = {
  considered: number;
  outsideWish: number;
  outsideSizeScale: number;
  refusedByLaw: number;
  eligible: number;
};

/** Refusals of offers and households that declined on the telephone, by reason. */
export type Refusals = ReadonlyMap<RefusalReason, number>;

export type DifficultyFacts = {
  pools: ReadonlyMap<string, PoolCounts>;
  /** By residence, or by home where it stands in none (`placeKey`). */
  refusals: ReadonlyMap<string, Refusals>;
};

export const nextGestureKinds = [
  'calculate',
  'widenWish',
  'widenSize',
  'advert',
  'condition',
  'rent',
  'visit',
  'floor',
  'reach',
  'call',
] as const;
export type NextGestureKind = (typeof nextGestureKinds)[number];

/** A gesture with the figure that suggests it: a fact, not a policy. */
export type NextGesture = { kind: NextGestureKind; count: number; of: number };

export type DifficultHome = {
  row: BoardRow;
  /** Days since it is available. */
  days: number;
  pool: PoolCounts | null;
  /** In the whole residence, the most frequent first. */
  refusals: readonly { reason: RefusalReason; count: number }[];
  gestures: readonly NextGesture[];
};

/** What refusals are counted by. */
export function placeKey(home: { id: string; residence: string | null; insee: string }): string {
  return home.residence === null ? `home ${home.id}` : `residence ${home.insee} ${home.residence}`;
}

/** Homes to let that nobody has taken, the longest available first. */
export function difficultHomes(
  rows: readonly BoardRow[],
  facts: DifficultyFacts,
  date: CivilDate,
): DifficultHome[] {
  return rows
    .filter(({ freed }) => commerciallyVacant(freed, date))
    .map((row) => {
      const { vacancy, home } = row.freed;
      const pool = facts.pools.get(vacancy.id) ?? null;
      const refusals = [...(facts.refusals.get(placeKey(home)) ?? [])]
        .map(([reason, count]) => ({ reason, count }))
        .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
      const days = vacancy.availableOn === null ? 0 : daysBetween(vacancy.availableOn, date);
      return { row, days, pool, refusals, gestures: gesturesFor(row, pool, refusals, days) };
    })
    .sort((a, b) => b.days - a.days || (a.row.freed.vacancy.id < b.row.freed.vacancy.id ? -1 : 1));
}

const gestureOfReason: Partial<Readonly<Record<RefusalReason, NextGestureKind>>> = {
  condition: 'condition',
  rent: 'rent',
  location: 'visit',
  neighbourhood: 'visit',
  floorOrLift: 'floor',
  noAnswer: 'reach',
};

// Below three refusals a reason says something of a household, not of the home.
const tellingRefusals = 3;
const longDays = 60;
const gesturesShown = 3;

function gesturesFor(
  row: BoardRow,
  pool: PoolCounts | null,
  refusals: DifficultHome['refusals'],
  days: number,
): NextGesture[] {
  const gestures: NextGesture[] = [];
  const add = (kind: NextGestureKind, count: number, of: number) => {
    if (!gestures.some((known) => known.kind === kind)) gestures.push({ kind, count, of });
  };
  const needed = candidatesNeeded(row.freed);
  if (pool === null) add('calculate', 0, 0);
  else if (pool.eligible < needed) {
    if (pool.outsideSizeScale > 0) add('widenSize', pool.outsideSizeScale, pool.considered);
    if (pool.outsideWish > 0) add('widenWish', pool.outsideWish, pool.considered);
    add('advert', pool.eligible, needed);
  }
  const total = refusals.reduce((sum, { count }) => sum + count, 0);
  const [first] = refusals;
  const telling = first && gestureOfReason[first.reason];
  if (first && telling && total >= tellingRefusals && first.count * 3 >= total)
    add(telling, first.count, total);
  const { contacts } = row.freed;
  const called = contacts.interested + contacts.declined + contacts.noAnswer + contacts.callBack;
  if (pool !== null && pool.eligible >= needed && called === 0) add('call', pool.eligible, needed);
  if (days >= longDays) add('advert', pool?.eligible ?? 0, needed);
  return gestures.slice(0, gesturesShown);
}

/** The gesture in a sentence, with its figure. */
export function nextGestureInWords({ kind, count, of }: NextGesture): string {
  switch (kind) {
    case 'calculate':
      return 'Proposer les listes : aucun calcul ne porte encore sur ce logement.';
    case 'widenWish':
      return `Élargir la recherche, à une commune voisine par exemple : ${frenchCount(count, 'demande')} sur ${frenchNumber(of, 0)} n’ont pas souhaité cette commune ou cette typologie.`;
    case 'widenSize':
      return `Ouvrir l’échelle de taille : ${frenchCount(count, 'ménage')} sont écartés par elle.`;
    case 'advert':
      return `Publier une annonce : ${frenchCount(count, 'demande éligible', 'demandes éligibles')} pour ${frenchCount(of, 'candidat')} à présenter.`;
    case 'condition':
      return `Revoir l’état du logement sur place : ${count} refus sur ${of} le citent.`;
    case 'rent':
      return `Dire le reste à payer après APL dès l’appel : ${count} refus sur ${of} citent le loyer.`;
    case 'visit':
      return `Faire visiter avant de proposer : ${count} refus sur ${of} citent l’endroit.`;
    case 'floor':
      return `Chercher des ménages à qui l’étage convient : ${count} refus sur ${of} le citent.`;
    case 'reach':
      return `Appeler avant d’écrire : ${count} propositions sur ${of} sont restées sans réponse.`;
    case 'call':
      return `Appeler : ${count} demandes sont éligibles et personne n’a encore été contacté.`;
  }
}
