/** Where a decided home stands as a whole: what is to do, who is awaited, and until when. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { LearnedOfHome } from './learned.ts';
import type { LettingHome } from './letting-home.ts';
import { type Place, placesOf } from './places.ts';

export const stageKinds = [
  'toSign',
  'toOffer',
  'exhausted',
  'awaitingDocument',
  'offered',
  'keysToGive',
  'done',
  'returned',
  'withdrawn',
] as const;
export type StageKind = (typeof stageKinds)[number];

export type Stage = {
  kind: StageKind;
  /** Whose move it is. */
  waitsOn: 'landlord' | 'household' | 'nobody';
  /** Last day of the delay that runs, where one does. */
  until: CivilDate | null;
  /** The household concerned, where it is one. */
  place: Place | null;
  /** Row 39: the condition of c) is met, the landlord has no choice left. */
  mustSign: boolean;
};

/** The stage of a home whose places are known. */
export function stageOf(home: LettingHome, places: readonly Place[]): Stage {
  if (home.lease !== null) {
    const place = places.find(({ state }) => state.kind === 'signed') ?? null;
    return home.keysGivenOn === null
      ? stage('keysToGive', 'landlord', { place })
      : stage('done', 'nobody', { place });
  }
  if (home.returned !== null) return stage('returned', 'nobody');
  if (home.vacancy.status === 'withdrawn') return stage('withdrawn', 'nobody');
  const at = (kind: Place['state']['kind']) => places.find(({ state }) => state.kind === kind);
  const current = at('accepted') ?? at('offered') ?? at('next') ?? null;
  if (current === null) return stage('exhausted', 'landlord');
  const { state, condition } = current;
  if (state.kind === 'offered') {
    const due =
      condition?.state === 'awaited' && condition.dueOn < state.until ? condition.dueOn : state.until;
    return stage('offered', 'household', { place: current, until: due });
  }
  if (state.kind === 'accepted') {
    if (condition?.state === 'awaited') {
      return stage('awaitingDocument', 'household', { place: current, until: condition.dueOn });
    }
    return stage('toSign', 'landlord', { place: current, mustSign: condition !== null });
  }
  return stage('toOffer', 'landlord', { place: current });
}

/** Homes by what runs out first: what waits on the landlord, then delays in their order, then what is over. */
export function urgencyOf({ kind, waitsOn, until }: Stage): string {
  if (waitsOn === 'landlord') return `0 ${stageKinds.indexOf(kind)}`;
  return until === null ? '2' : `1 ${until}`;
}

/** What the list taught so far: refusals with their reasons, and why others were out. */
export function learnedOf(home: LettingHome, today: CivilDate): LearnedOfHome {
  const places = placesOf(home, today);
  return {
    ranked: places.filter(({ rank }) => rank !== null).length,
    offers: home.offers.length,
    refusals: places.flatMap(({ state }) =>
      state.kind === 'refused' && state.reason !== null
        ? [{ reason: state.reason, adapted: state.adapted, how: state.how }]
        : [],
    ),
    out: places.flatMap(({ state, checks }) =>
      state.kind === 'conditionMissed'
        ? ['condition']
        : state.kind === 'barred'
          ? checks.filter(({ verdict }) => verdict === 'no').map(({ code }) => code)
          : [],
    ),
  };
}

function stage(
  kind: StageKind,
  waitsOn: Stage['waitsOn'],
  rest: Partial<Pick<Stage, 'until' | 'place' | 'mustSign'>> = {},
): Stage {
  return { kind, waitsOn, until: null, place: null, mustSign: false, ...rest };
}
