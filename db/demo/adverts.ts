/** Adverts of the demonstration: open ones, two slack places, one to come, two to read, one closed, one being written. */
import type { Home, Vacancy } from '../../src/domain/home.ts';
import type { ReservationHolder } from '../../src/domain/reservation.ts';
import { geography } from '../../src/domain/territory.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { AdvertClosing, AdvertFacts, AdvertState, AdvertWords } from '../../src/portal/advert.ts';
import { nextWeeklyClosing } from '../../src/portal/adverts/advert-dates.ts';
import { advertFactsOf, isDecentOn } from '../../src/portal/adverts/advert-facts.ts';
import { defaultPortalPolicy, type PortalPolicy } from '../../src/portal/policy.ts';
import { floorPlan, floorPlanInWords } from './floor-plan.ts';

export type DemoAdvert = {
  vacancyId: string;
  state: AdvertState;
  regime: 'tense' | 'slack';
  facts: AdvertFacts;
  words: AdvertWords;
  opensOn: CivilDate;
  closesOn: CivilDate;
  exportedTo: string[];
  closings: AdvertClosing[];
  /** Whose account wrote it; null: a colleague whose account is not in the demonstration. */
  writer: string | null;
  picture: { alternative: string; bytes: Buffer };
};

type DemoStock = {
  date: CivilDate;
  homes: readonly Home[];
  vacancies: readonly Vacancy[];
  holders: readonly ReservationHolder[];
};

const shownAtMost = 22;
/** From the end of the list; the homes before them are open in a tense place. */
const parts = ['slack', 'slack', 'closed', 'scheduled', 'review', 'review', 'draft'] as const;

export const demoWriter = 'agent@demo.example';

/** The policy of the demonstration: two communes are slack, and the rest says that it is a default. */
export function demoPortalPolicy(adverts: readonly DemoAdvert[]): PortalPolicy {
  const slack = adverts.filter(({ regime }) => regime === 'slack').map(({ facts }) => facts.insee);
  return {
    ...defaultPortalPolicy,
    version: 1,
    regimeByCommune: Object.fromEntries(slack.map((insee) => [insee, 'slack' as const])),
    // An invented list: the order of the tense zones (R442-3-3) is not loaded.
    tenseZoneCommunes: ['57463'],
  };
}

/** Homes that can be let soon get an advert, those that are free first. */
export function makeAdverts(stock: DemoStock): DemoAdvert[] {
  const { homes, vacancies } = stock;
  const homeOf = new Map(homes.map((home) => [home.id, home]));
  const toLet = (['available', 'works'] as const).flatMap((status) =>
    vacancies
      .filter((vacancy) => vacancy.status === status)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      // One in five waits for its officer, so that the desk shows what is missing.
      .filter((_vacancy, index) => index % 5 !== 4),
  );
  const shown = toLet.slice(0, shownAtMost);
  const slackCommunes = new Set(
    shown
      .slice(-parts.length)
      .slice(0, 2)
      .flatMap(({ homeId }) => homeOf.get(homeId)?.insee ?? []),
  );
  return shown.flatMap((vacancy, index) => {
    const home = homeOf.get(vacancy.homeId);
    // The law forbids to propose it (F-06).
    if (!home || !isDecentOn(home, stock.date)) return [];
    // The first has closed: the law may leave the desk without the one that stands for it among the last.
    const part = index === 0 ? 'closed' : (parts[index - (shown.length - parts.length)] ?? 'open');
    const regime = slackCommunes.has(home.insee) ? 'slack' : 'tense';
    return [makeAdvert(stock, home, vacancy, part === 'slack' ? 'open' : part, regime, index)];
  });
}

function makeAdvert(
  { date, holders }: DemoStock,
  home: Home,
  vacancy: Vacancy,
  state: AdvertState,
  regime: 'tense' | 'slack',
  index: number,
): DemoAdvert {
  const communeName = geography().communes.get(home.insee)?.name ?? home.insee;
  const holderName = holders.find(({ id }) => id === vacancy.holderId)?.name ?? null;
  const facts = advertFactsOf({ home, vacancy, communeName, holderName });
  return {
    ...{ vacancyId: vacancy.id, state, regime, facts },
    ...datesOf(state, regime, date, index),
    words: wordsOf(home),
    exportedTo: index % 3 === 0 ? ['Bienvéo'] : [],
    writer: state === 'review' && index % 2 === 0 ? null : demoWriter,
    picture: { alternative: floorPlanInWords(home.typology), bytes: floorPlan(home.typology) },
  };
}

function datesOf(
  state: AdvertState,
  regime: 'tense' | 'slack',
  date: CivilDate,
  index: number,
): Pick<DemoAdvert, 'opensOn' | 'closesOn' | 'closings'> {
  if (state === 'closed') {
    const closesOn = addDays(date, -2);
    return { opensOn: addDays(date, -14), closesOn, closings: [{ on: closesOn, interested: 0 }] };
  }
  const ahead = state === 'open' ? -(1 + (index % 6)) : 3;
  const opensOn = addDays(date, ahead);
  if (regime === 'tense') return { opensOn, closesOn: addDays(opensOn, 10 + (index % 4)), closings: [] };
  const from = opensOn > date ? opensOn : date;
  return { opensOn, closesOn: nextWeeklyClosing(from, defaultPortalPolicy), closings: [] };
}

const kinds = {
  T1: 'Une pièce à vivre, une cuisine et une salle de bains.',
  T2: 'Un séjour et une chambre, une cuisine séparée et une salle de bains.',
  T3: 'Un séjour et deux chambres, une cuisine séparée et une salle de bains.',
  T4: 'Un séjour et trois chambres, une cuisine séparée et une salle de bains.',
  T5: 'Un séjour et quatre chambres, une cuisine et deux points d’eau.',
  T6: 'Un séjour et cinq chambres ou plus, une cuisine et deux points d’eau.',
} as const;

function wordsOf(home: Home): AdvertWords {
  const metres = 100 + (Number(home.id.replace(/\D/g, '')) % 9) * 50;
  const floor = home.floor === 0 ? 'Le logement est au rez-de-chaussée.' : '';
  return {
    title: `${home.residence ?? 'Appartement'}${home.annexRentCents > 0 ? ', avec une annexe' : ''}`,
    place: `À ${metres} m d’un arrêt de bus et d’un commerce (distances inventées pour la démonstration).`,
    description: [
      kinds[home.typology],
      floor,
      'Rangements dans l’entrée. Chauffage compris dans les charges.',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    access:
      home.lift === false && (home.floor ?? 0) > 1
        ? 'L’immeuble n’a pas d’ascenseur : l’accès se fait par l’escalier.'
        : '',
  };
}
