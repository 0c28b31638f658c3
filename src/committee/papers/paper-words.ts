/** How the papers of a sitting say its day, its hour, its place and its homes. */
import { type CivilDate, civilDateInParis } from '../../kernel/civil-date.ts';
import { frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import type { MinutesHome, MinutesMember } from '../minutes-content.ts';
import type { CandidateException, CommitteeSession } from '../session.ts';
import type { Presence } from '../session-view.ts';

/** What CALEOL means, once in each paper. */
export const commissionInFull = 'commission d’attribution des logements et d’examen de l’occupation (CALEOL)';

const weekdays = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const;

/** "jeudi 12 mars 2026". */
export function dayInWords(date: CivilDate): string {
  return `${weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()]} ${frenchLongDate(date)}`;
}

/** "9 h 30" of "09:30". */
export function hourInWords(time: string): string {
  const [hours = '', minutes = ''] = time.split(':');
  return `${Number(hours)} h${minutes === '00' ? '' : ` ${minutes}`}`;
}

const parisClock = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  minute: '2-digit',
});

/** "12 mars 2026 à 9 h 30", Paris time. */
export function instantInWords(instant: Date): string {
  return `${frenchLongDate(civilDateInParis(instant))} à ${clockInWords(instant)}`;
}

/** "9 h 30", Paris time. */
export function clockInWords(instant: Date): string {
  return hourInWords(parisClock.format(instant));
}

export function modeInWords(mode: CommitteeSession['mode']): string {
  switch (mode) {
    case 'inPerson':
      return 'en présence';
    case 'remote':
      return 'à distance, en visioconférence';
    case 'asynchronous':
      return 'à distance, par échanges écrits et votes différés';
  }
}

export type HomeToName = { typology: string; surfaceM2: number; address: string; communeName: string };

/** "T3 de 63 m², 5 rue des Lilas, Metz"; an address that ends with its commune says it once. */
export function homeInWords({ typology, surfaceM2, address, communeName }: HomeToName): string {
  const size = `${typology} de ${frenchNumber(surfaceM2, 0)} m²`;
  const isSaid = address.toLocaleLowerCase('fr-FR').endsWith(communeName.toLocaleLowerCase('fr-FR'));
  return [size, address, isSaid ? '' : communeName].filter((part) => part !== '').join(', ');
}

export const outcomeNames: Readonly<Record<MinutesHome['outcome'], string>> = {
  decided: 'décidé',
  postponed: 'reporté',
  withdrawn: 'retiré',
};

export const voiceNames: Readonly<Record<MinutesMember['voice'], string>> = {
  voting: 'délibérative',
  consultative: 'consultative',
  observer: 'assiste',
};

export const presenceNames: Readonly<Record<Presence, string>> = {
  present: 'présent',
  remote: 'à distance',
  represented: 'représenté',
  absent: 'absent',
};

/** Why fewer than three applications are examined (C-06). */
export const exceptionNames: Readonly<Record<CandidateException['ground'], string>> = {
  notEnoughCandidates: 'pas assez de candidats',
  daloDesignation: 'désignation par le préfet au titre du DALO',
  adaptedPlai: 'logement financé en PLAI adapté',
};
