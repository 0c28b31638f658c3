/** Searches kept with a digest: when one is due, which adverts it tells, and its messages. Pure: days are given. */
import { addDays, type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import { monthlyCents } from './advert-facts.ts';
import { type AdvertFilters, readAdvertFilters, searchAdverts } from './advert-filters.ts';
import type { PublicAdvert } from './advert-port.ts';

export const alertFrequencies = ['daily', 'weekly'] as const;
export type AlertFrequency = (typeof alertFrequencies)[number];
export const frequencyNames: Readonly<Record<AlertFrequency, string>> = {
  daily: 'Un message par jour au plus',
  weekly: 'Un message par semaine au plus',
};

export type KeptSearch = {
  /** The address of the search, as it is always written. */
  query: string;
  frequency: AlertFrequency;
  confirmedOn: CivilDate;
  lastSentOn: CivilDate | null;
};

/** Days after which a request that nobody confirmed is forgotten, with its address. */
export const confirmationDays = 7;
/** Messages of confirmation that an address receives at most in a day, whoever asks. */
export const confirmationsADay = 3;
/** Searches that an address keeps at most. */
export const searchesAtMost = 10;

const daysBetweenMessages: Readonly<Record<AlertFrequency, number>> = { daily: 1, weekly: 7 };

/** Whether a message may leave on the day: one a day, or one a week, at most. */
export function isDue({ frequency, confirmedOn, lastSentOn }: KeptSearch, today: CivilDate): boolean {
  return daysBetween(lastSentOn ?? confirmedOn, today) >= daysBetweenMessages[frequency];
}

/**
 * The adverts of a digest: those that came out from the day of the last one to the day before this one. Days are told
 * whole, so that each advert is told once.
 */
export function newAdverts<One extends PublicAdvert>(
  search: KeptSearch,
  open: readonly One[],
  today: CivilDate,
): One[] {
  const from = search.lastSentOn ?? search.confirmedOn;
  const until = addDays(today, -1);
  const fresh = open.filter(({ opensOn }) => opensOn >= from && opensOn <= until);
  return searchAdverts(fresh, filtersOf(search));
}

/** The filters of a kept search. */
export function filtersOf({ query }: Pick<KeptSearch, 'query'>): AdvertFilters {
  const read: Record<string, string | string[]> = {};
  const typed = new URLSearchParams(query);
  for (const name of new Set(typed.keys())) {
    const values = typed.getAll(name);
    read[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  return readAdvertFilters(read);
}

export type AlertMessage = { subject: string; text: string };

/** The message that asks to confirm: nothing else is ever sent before. Addresses are those of the portal. */
export function confirmationMessage(searchInWords: string, token: string): AlertMessage {
  return {
    subject: 'Confirmez votre recherche de logement',
    text: [
      'Bonjour,',
      `Quelqu’un, sans doute vous, a demandé à recevoir à cette adresse les nouvelles annonces de logements : ${searchInWords}.`,
      `Pour confirmer, ouvrez cette page : portail:/annonces/alertes/${token}`,
      `Si ce n’est pas vous, ne faites rien : aucun autre message ne partira, et votre adresse sera effacée dans ${confirmationDays} jours.`,
    ].join('\n\n'),
  };
}

export type DigestPart = { searchInWords: string; token: string; adverts: readonly PublicAdvert[] };

const listedAtMost = 10;

/** One message for all the searches of an address. */
export function digestMessage(parts: readonly DigestPart[]): AlertMessage {
  const found = new Set(parts.flatMap(({ adverts }) => adverts.map(({ id }) => id))).size;
  const first = parts[0];
  return {
    subject: `${frenchCount(found, 'nouvelle annonce', 'nouvelles annonces')} de logement`,
    text: [
      'Bonjour,',
      ...parts.flatMap(({ searchInWords, adverts, token }) => [
        `Votre recherche : ${searchInWords}.`,
        ...adverts.slice(0, listedAtMost).map(advertLine),
        ...(adverts.length > listedAtMost
          ? [`Et ${adverts.length - listedAtMost} autres sur le portail.`]
          : []),
        `Arrêter cette recherche : portail:/annonces/alertes/${token}/arret`,
      ]),
      'L’heure à laquelle vous répondez ne compte jamais. Vous avez jusqu’à la date de clôture.',
      ...(parts.length > 1 && first
        ? [`Arrêter toutes vos recherches : portail:/annonces/alertes/${first.token}/arret`]
        : []),
    ].join('\n\n'),
  };
}

function advertLine({ id, facts, regime, closesOn }: PublicAdvert): string {
  const day = frenchLongDate(closesOn);
  return [
    `- ${facts.typology} de ${frenchNumber(facts.surfaceM2, 0)} m² à ${facts.communeName}, ${frenchEuros(monthlyCents(facts))} par mois charges comprises.`,
    `  ${regime === 'slack' ? `Prochain point le ${day}` : `Clôture le ${day}`}. portail:/annonces/${id}`,
  ].join('\n');
}
