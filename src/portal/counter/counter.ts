/** Acting for a household at the counter, by telephone or from its letter: said so in every act. */
import type { Actor } from '../../domain/act.ts';
import { addDays, type CivilDate } from '../../kernel/civil-date.ts';
import type { Advert } from '../advert.ts';

/** How the household asks; on paper, the day of the post mark counts. */
export const counterWays = ['counter', 'telephone', 'paper'] as const;
export type CounterWay = (typeof counterWays)[number];

export const counterWayNames: Readonly<Record<CounterWay, string>> = {
  counter: 'au guichet',
  telephone: 'par téléphone',
  paper: 'par courrier',
};

/** The officer, as the journal names who acts for somebody. */
export function actingFor(officer: Actor, way: CounterWay): Actor {
  return { ...officer, name: `${officer.name}, pour le ménage (${counterWayNames[way]})` };
}

/** Whether a wish for the advert may still be recorded: open, or closed so lately that a letter may be on its way. */
export function takesWishes(
  { state, opensOn, closesOn }: Pick<Advert, 'state' | 'opensOn' | 'closesOn'>,
  today: CivilDate,
  postalDays: number,
): boolean {
  if (state !== 'open' && state !== 'closed') return false;
  return opensOn <= today && today <= addDays(closesOn, postalDays);
}
