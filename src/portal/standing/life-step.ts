/** One dated step of a household's request, in its words. */
import type { CivilDate } from '../../kernel/civil-date.ts';

export const stepKinds = [
  'application',
  'wish',
  'committee',
  'offer',
  'visit',
  'document',
  'correction',
  'transfer',
] as const;
export type StepKind = (typeof stepKinds)[number];

export type LifeStep = {
  on: CivilDate;
  kind: StepKind;
  title: string;
  lines: readonly string[];
  /** Folded under the lines: where one stood, how to contest. */
  more: readonly string[];
  /** Somebody decided or answered: what the first page shows again. */
  isAnswer: boolean;
  /** The household has something to do by that day. */
  isToDo: boolean;
  link: { href: string; label: string } | null;
};

/** A step with what most steps have: nothing more to say, nothing to do. */
export function step(
  on: CivilDate,
  kind: StepKind,
  title: string,
  rest: Partial<Omit<LifeStep, 'on' | 'kind' | 'title'>> = {},
): LifeStep {
  return { on, kind, title, lines: [], more: [], isAnswer: false, isToDo: false, link: null, ...rest };
}
