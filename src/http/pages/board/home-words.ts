/** How the board names a home, what is next for it, and when. */
import type { BoardRow } from '../../../committee/board/board-list.ts';
import type { FreedHome } from '../../../committee/board/home-facts.ts';
import { type ClockKind, candidatesNeeded } from '../../../committee/board/home-life.ts';
import { gestureNames } from '../../../committee/board/stage.ts';
import { type CivilDate, civilDateInParis, daysBetween, hourInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';

/** "12 rue des Lilas, Metz"; an address that names its commune is enough. */
export function homeName({ home }: Pick<FreedHome, 'home'>, commune: string): string {
  return home.address.includes(commune) ? home.address : `${home.address}, ${commune}`;
}

/** The page of a freed home. */
export function homePath(vacancyId: string): string {
  return `/agent/logements/${encodeURIComponent(vacancyId)}`;
}

const clockNames: Readonly<Record<ClockKind, string>> = {
  worksEnd: 'Fin des travaux',
  availability: 'Jour où le logement est disponible',
  designation: 'Dernier jour du réservataire pour désigner',
  sitting: 'Jour de la séance',
  document: 'Dernier jour pour la pièce demandée',
  offer: 'Dernier jour pour répondre à la proposition',
};

export function clockInWords(kind: ClockKind): string {
  return clockNames[kind];
}

/** "le 21/11/2026 à 14:05", in Paris. */
export function momentInWords(at: Date): string {
  return `le ${frenchShortDate(civilDateInParis(at))} à ${hourInParis(at)}`;
}

/** The next gesture, with its figure where it has one. */
export function gestureInWords({ freed, life }: Pick<BoardRow, 'freed' | 'life'>): string {
  const name = gestureNames[life.next.gesture];
  if (life.next.gesture !== 'callCandidates') return name;
  const missing = candidatesNeeded(freed) - freed.contacts.interested;
  return `${name} : il en manque ${missing}`;
}

/** "21/11/2026, aujourd’hui", "18/11/2026, en retard de 3 jours", "25/11/2026, dans 4 jours". */
export function whenInWords(dueOn: CivilDate, date: CivilDate): string {
  return `${frenchShortDate(dueOn)}, ${howFar(dueOn, date)}`;
}

/** "aujourd’hui", "demain", "dans 4 jours", "en retard de 3 jours". */
export function howFar(dueOn: CivilDate, date: CivilDate): string {
  const days = daysBetween(date, dueOn);
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'demain';
  return days > 0 ? `dans ${frenchCount(days, 'jour')}` : `en retard de ${frenchCount(-days, 'jour')}`;
}
