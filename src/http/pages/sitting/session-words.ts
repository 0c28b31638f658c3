/** The French words of a sitting that pages share: states, modes, quorum, what is missing, voices. */
import type { AgendaState, CommitteeSession, SessionMode, SessionState } from '../../../committee/session.ts';
import type { AgendaLine, AgendaStop } from '../../../committee/session-excerpt.ts';
import type { Presence, Quorum, Voice } from '../../../committee/session-view.ts';
import {
  addDays,
  type CivilDate,
  civilDateInParis,
  daysBetween,
  hourInParis,
} from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';

export const stateNames: Readonly<Record<SessionState, string>> = {
  draft: 'en préparation',
  convened: 'convoquée',
  open: 'ouverte',
  closed: 'close',
  cancelled: 'annulée',
};

export const modeNames: Readonly<Record<SessionMode, string>> = {
  inPerson: 'en présence',
  remote: 'à distance',
  asynchronous: 'en différé, par votes sur plusieurs heures',
};

export const agendaStateNames: Readonly<Record<AgendaState, string>> = {
  pending: 'à décider',
  decided: 'décidé',
  postponed: 'reporté',
  withdrawn: 'retiré',
};

export const presenceNames: Readonly<Record<Presence, string>> = {
  present: 'présent',
  remote: 'à distance',
  represented: 'représenté',
  absent: 'absent',
};

export const recommendationNames = {
  favourable: 'favorable',
  withSupport: 'favorable avec un accompagnement',
  otherHome: 'favorable pour un autre logement',
  unfavourable: 'défavorable',
} as const;

export const followUpNames = {
  none: 'aucune suite',
  socialSupport: 'accompagnement social',
  debtPlan: 'plan d’apurement',
  adaptedHome: 'recherche d’un logement adapté',
  glidingLease: 'bail glissant',
} as const;

/** "Séance du 26 novembre 2026". */
export function sessionTitle({ heldOn, kind }: Pick<CommitteeSession, 'heldOn' | 'kind'>): string {
  return `Séance ${kind === 'emergency' ? 'd’urgence ' : ''}du ${frenchLongDate(heldOn)}`;
}

/** "T3 de 63 m², 15 Voie Bonaparte, Metz". */
export function homeName({ home, communeName }: Pick<AgendaStop, 'home' | 'communeName'>): string {
  const street = home.address.split(',')[0] ?? '';
  const where = street === '' ? communeName : `${street}, ${communeName}`;
  return `${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m², ${where}`;
}

/** "Quorum atteint : 4 membres nommés sur les 4 qu’il faut." */
export function quorumSentence({ required, reached, met }: Quorum): string {
  const there = frenchCount(
    reached,
    'membre nommé présent ou représenté',
    'membres nommés présents ou représentés',
  );
  if (met) return `Quorum atteint : ${there}, il en faut ${required}.`;
  const missing = required - reached;
  return `Quorum non atteint : ${there}, il en faut ${required}. Il manque ${frenchCount(missing, 'membre')} : la séance ne peut pas décider.`;
}

/** What an officer must settle or know before the sitting, home by home. */
export function marksOf({
  candidatesCheck: check,
  counts,
}: Pick<AgendaLine, 'candidatesCheck' | 'counts'>): readonly string[] {
  return [
    ...(check.state === 'blocked'
      ? [`${frenchCount(check.count, 'candidat')} sur les trois que demande R441-3`]
      : []),
    ...unprovedIn(counts),
  ];
}

function unprovedIn({ candidates, unproved }: AgendaLine['counts']): string[] {
  if (unproved === 0) return [];
  return [
    `${frenchNumber(unproved)} de ${frenchNumber(candidates)} sans justificatif de ressources : le quota 1er quartile ne peut être prouvé`,
  ];
}

/** Days since the last sitting, and the day by which the next is due (R441-9: two months at most). */
export function cadenceSentence(
  last: CivilDate | null,
  dueBy: CivilDate | null,
  today: CivilDate,
): { sentence: string; late: boolean } {
  if (last === null || dueBy === null) {
    return {
      sentence: 'Aucune séance tenue pour l’instant. Le Code en demande une au moins tous les deux mois.',
      late: false,
    };
  }
  const days = daysBetween(last, today);
  const since =
    days <= 0
      ? `Dernière séance le ${frenchShortDate(last)}.`
      : `Dernière séance il y a ${frenchCount(days, 'jour')}, le ${frenchShortDate(last)}.`;
  if (dueBy < today) {
    return {
      sentence: `${since} La suivante était due le ${frenchShortDate(dueBy)} : deux mois sont passés.`,
      late: true,
    };
  }
  return {
    sentence: `${since} La suivante est due le ${frenchShortDate(dueBy)} au plus tard (deux mois).`,
    late: dueBy < addDays(today, 14),
  };
}

/** "Décidé : 12 logements sur 30 ; 2 reportés ; 16 restent à décider." */
export function progressSentence({ homes }: { homes: readonly Pick<AgendaStop, 'agenda'>[] }): string {
  const count = (state: AgendaState) => homes.filter(({ agenda }) => agenda.state === state).length;
  const [decided, postponed, pending] = [count('decided'), count('postponed'), count('pending')];
  const rest = pending === 0 ? 'il n’en reste aucun à décider' : `${frenchNumber(pending)} à décider`;
  return `${frenchCount(decided, 'logement décidé', 'logements décidés')} sur ${frenchNumber(homes.length)}, ${frenchNumber(postponed)} reporté${postponed > 1 ? 's' : ''}, ${rest}.`;
}

/** "Quentin Walter (deux voix)". */
export function voiceName({ name, weight }: Voice): string {
  return weight > 1 ? `${name} (${frenchNumber(weight)} voix)` : name;
}

/** "21/11/2026 à 14:05". */
export function momentInParis(at: Date): string {
  return `${frenchShortDate(civilDateInParis(at))} à ${hourInParis(at)}`;
}
