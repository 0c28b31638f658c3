/**
 * The classes that the equity audit compares. Never nationality, origin of persons or sex (S-08, D-03); of health only
 * whether an adapted home is needed, never why. "Origin" is the neighbourhood left.
 */
import type { Application } from '../../domain/application.ts';
import { ageOn, type CivilDate } from '../../kernel/civil-date.ts';
import { firstQuartile } from '../../law/quartile.ts';
import { territoryOfCommune } from '../../law/quartile-territory.ts';
import type { LeaseRecord } from '../facts.ts';

/** What classes read of a household; null where it is not known. */
export type Traits = {
  persons: number | null;
  holderAge: number | null;
  firstQuartile: boolean | null;
  originInQpv: boolean | null;
  adaptedNeed: boolean | null;
  loneParent: boolean | null;
  channel: 'online' | 'counter' | 'post' | null;
};

export type EquityDimension = {
  key: string;
  /** French, as a heading. */
  title: string;
  /** French names of its classes, in the order of pages. */
  classes: readonly string[];
  /** Position of the household's class; null where it is not known. */
  classOf: (traits: Traits) => number | null;
};

export const equityDimensions: readonly EquityDimension[] = [
  {
    key: 'size',
    title: 'Taille du ménage',
    classes: [
      'Une personne',
      'Deux personnes',
      'Trois personnes',
      'Quatre personnes',
      'Cinq personnes et plus',
    ],
    classOf: ({ persons }) => (persons === null ? null : Math.min(5, persons) - 1),
  },
  {
    key: 'age',
    title: 'Âge du titulaire',
    classes: ['Moins de 30 ans', '30 à 49 ans', '50 à 64 ans', '65 ans et plus'],
    classOf: ({ holderAge }) =>
      holderAge === null ? null : [30, 50, 65].filter((limit) => holderAge >= limit).length,
  },
  {
    key: 'quartile',
    title: 'Quartile de ressources',
    classes: ['Premier quartile', 'Autres quartiles'],
    classOf: (traits) => yesOrNo(traits.firstQuartile),
  },
  {
    key: 'origin',
    title: 'Quartier de départ',
    classes: ['Quartier prioritaire (QPV)', 'Hors QPV'],
    classOf: (traits) => yesOrNo(traits.originInQpv),
  },
  {
    key: 'adapted',
    title: 'Besoin d’un logement adapté',
    classes: ['Logement adapté demandé', 'Sans ce besoin'],
    classOf: (traits) => yesOrNo(traits.adaptedNeed),
  },
  {
    key: 'loneParent',
    title: 'Familles monoparentales',
    classes: ['Parent seul avec enfants', 'Autres ménages'],
    classOf: (traits) => yesOrNo(traits.loneParent),
  },
  {
    key: 'channel',
    title: 'Voie de la demande',
    classes: ['En ligne', 'Au guichet', 'Par courrier'],
    classOf: ({ channel }) => (channel === null ? null : ['online', 'counter', 'post'].indexOf(channel)),
  },
];

function yesOrNo(value: boolean | null): number | null {
  return value === null ? null : value ? 0 : 1;
}

/** The household that signed, as it was on that day. */
export function traitsOfLease({ firstQuartile: first, facts }: LeaseRecord): Traits {
  return {
    persons: facts?.persons ?? null,
    holderAge: facts?.holderAge ?? null,
    firstQuartile: first,
    originInQpv: facts?.originInQpv ?? null,
    adaptedNeed: facts?.adaptedNeed ?? null,
    loneParent: facts?.loneParent ?? null,
    channel: facts?.channel ?? null,
  };
}

/**
 * A household that applies, on a day. Its quartile is that of the first territory that it asks for; the channel is not
 * kept with an application.
 */
export function traitsOfApplication(
  { household, wishes, current }: Pick<Application, 'household' | 'wishes' | 'current'>,
  on: CivilDate,
): Traits {
  const { persons, monthlyResourcesCents } = household;
  const [holder] = persons;
  const [wished] = wishes.communes;
  const epci = wished === undefined ? null : territoryOfCommune(wished, on);
  return {
    persons: persons.length,
    holderAge: holder === undefined ? null : ageOn(holder.bornOn, on),
    firstQuartile:
      epci === null ? null : firstQuartile({ date: on, epci, persons, monthlyResourcesCents }).firstQuartile,
    originInQpv: current.insee === null ? null : current.qpvCode !== null,
    adaptedNeed: wishes.accessibility !== 'none',
    loneParent:
      persons.some(({ role }) => role === 'dependant') && !persons.some(({ role }) => role === 'partner'),
    channel: null,
  };
}
