/** What the pages after a committee show of a decided home: its name, its stage, its list in words. */
import type { LettingHome } from '../../../committee/letting/letting-home.ts';
import { type Place, placesOf } from '../../../committee/letting/places.ts';
import { type Stage, stageKinds, stageOf, urgencyOf } from '../../../committee/letting/stage.ts';
import { geography } from '../../../domain/territory.ts';
import { compareCodeUnits } from '../../../kernel/canonical-json.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { homeTitle } from '../../../views/run-view.ts';

export type ShownLetting = {
  home: LettingHome;
  vacancyId: string;
  /** "T3 de 63 m² à Metz". */
  title: string;
  communeName: string;
  holderName: string | null;
  stage: Stage;
  places: readonly Place[];
};

/** Groups of stages, as the page filters them. */
export const stageGroups = {
  todo: ['toSign', 'toOffer', 'exhausted', 'keysToGive'],
  waiting: ['awaitingDocument', 'offered'],
  over: ['done', 'returned', 'withdrawn'],
} as const satisfies Readonly<Record<string, readonly Stage['kind'][]>>;
export type StageGroup = keyof typeof stageGroups;

export function shownLetting(home: LettingHome, today: CivilDate): ShownLetting {
  const places = placesOf(home, today);
  const communeName = geography().communes.get(home.home.insee)?.name ?? home.home.insee;
  return {
    home,
    vacancyId: home.vacancy.id,
    title: homeTitle({ home: home.home, communeName }),
    communeName,
    holderName: home.holders.find(({ id }) => id === home.vacancy.holderId)?.name ?? null,
    stage: stageOf(home, places),
    places,
  };
}

/** What runs out first stands first; equal ones by place. */
export function byUrgency(lettings: readonly ShownLetting[]): ShownLetting[] {
  const keyOf = (letting: ShownLetting) =>
    `${urgencyOf(letting.stage)} ${letting.communeName} ${letting.home.home.address} ${letting.vacancyId}`;
  return [...lettings].sort((a, b) => compareCodeUnits(keyOf(a), keyOf(b)));
}

export function groupOf({ kind }: Stage): StageGroup {
  const groups: Readonly<Record<StageGroup, readonly Stage['kind'][]>> = stageGroups;
  if (groups.todo.includes(kind)) return 'todo';
  return groups.waiting.includes(kind) ? 'waiting' : 'over';
}

/** How many homes stand at each stage, in the order of the stages. */
export function countsByStage(lettings: readonly ShownLetting[]): { kind: Stage['kind']; count: number }[] {
  return stageKinds
    .map((kind) => ({ kind, count: lettings.filter(({ stage }) => stage.kind === kind).length }))
    .filter(({ count }) => count > 0);
}
