/**
 * Applicants laid out for the search: what each pair tests stands in typed arrays, and who wishes a commune and a
 * typology is found once for all the homes there, so that a search never walks every household for every home.
 */
import { type Application, isTransfer } from '../domain/application.ts';
import { type Accessibility, accessibilitySchema, type Typology, typologies } from '../domain/home.ts';
import { compareCodeUnits } from '../kernel/canonical-json.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { isLiveOn } from '../law/application-life.ts';
import { hasUniqueNumber, type PreparedApplicant, prepareApplicant } from '../law/eligibility.ts';
import type { Policy } from './policy.ts';

export type ApplicantIndex = {
  /** Live applications with a unique number, in the order of their numbers; places below index it. */
  applications: readonly Application[];
  notLive: number;
  placeOf: ReadonlyMap<string, number>;
  prepared: readonly PreparedApplicant[];
  /** 1 for those who live in social housing. */
  isTransfer: Uint8Array;
  /** Bits of the typologies in which the landlord's scale looks for the household. */
  scaleMask: Uint8Array;
  /** Level of accessibility needed, from 0. */
  accessibility: Uint8Array;
  persons: Uint8Array;
  visitingChildren: Uint8Array;
  /** The income that counts for ceilings, in cents; NaN unknown. */
  incomeCents: Float64Array;
  /** Rank in the table of ceilings (I-07). */
  ceilingRank: Uint8Array;
  /** Those who wish a commune and a typology, and how many of them live in social housing: computed once for each. */
  wishing: (insee: string, typology: Typology) => Wishing & { transfers: number };
};

/** Places in order and, beside each, the place of the commune among the household's wishes, from 0. */
export type Wishing = { places: Int32Array; communePlaces: Uint8Array };

/** Bit of a typology in a mask. */
export function typologyBit(typology: Typology): number {
  return 1 << typologies.indexOf(typology);
}

/** What a home offers, or a household needs, as a level: each includes those before it. */
export function accessibilityLevel(accessibility: Accessibility): number {
  return accessibilitySchema.options.indexOf(accessibility);
}

/** The place of a commune among the wishes, from 0; 0 where none is named (anywhere), −1 where it is not wished. */
export function communePlace({ wishes }: Pick<Application, 'wishes'>, insee: string): number {
  return wishes.communes.length === 0 ? 0 : wishes.communes.indexOf(insee);
}

/** Bits of the typologies that a household wishes; all where it names none. */
export function wishedTypologies({ wishes }: Pick<Application, 'wishes'>): number {
  return maskOf(wishes.typologies.length === 0 ? typologies : wishes.typologies);
}

/**
 * Bits of the typologies in which the published scale looks for a household of its size; children who visit may count
 * or not, so both sizes are looked for.
 */
export function scaleTypologies(application: Pick<Application, 'household'>, policy: Policy): number {
  const { persons, visitingChildren } = application.household;
  const { sizeScale } = policy;
  let mask = 0;
  for (let size = persons.length; size <= persons.length + visitingChildren; size += 1) {
    mask |= maskOf(sizeScale[Math.min(size, sizeScale.length) - 1] ?? []);
  }
  return mask;
}

/** Lays out the applications of a snapshot. Their order in the file changes nothing. */
export function indexApplicants(
  applications: readonly Application[],
  date: CivilDate,
  policy: Policy,
): ApplicantIndex {
  const live = applications
    .filter(
      (application) =>
        hasUniqueNumber(application).verdict === 'yes' && isLiveOn(application, date).verdict !== 'no',
    )
    .sort((a, b) => compareCodeUnits(a.number, b.number));
  const prepared = new Array<PreparedApplicant>(live.length);
  const placeOf = new Map<string, number>();
  const columns = emptyColumns(live.length);
  // All of a household at once: each column by itself would fetch a metropolis from memory again.
  for (const [place, application] of live.entries()) {
    const { household, wishes } = application;
    const applicant = prepareApplicant(application, date);
    const { income, category } = applicant.income;
    prepared[place] = applicant;
    placeOf.set(application.number, place);
    columns.isTransfer[place] = isTransfer(application) ? 1 : 0;
    columns.typologyMask[place] = wishedTypologies(application);
    columns.scaleMask[place] = scaleTypologies(application, policy);
    columns.accessibility[place] = accessibilityLevel(wishes.accessibility);
    columns.persons[place] = household.persons.length;
    columns.visitingChildren[place] = household.visitingChildren;
    columns.incomeCents[place] = income?.incomeCents ?? Number.NaN;
    columns.ceilingRank[place] = category.rank;
  }
  const { typologyMask, ...kept } = columns;
  return {
    applications: live,
    notLive: applications.length - live.length,
    placeOf,
    prepared,
    ...kept,
    wishing: wishIndex(live, typologyMask, columns.isTransfer),
  };
}

function emptyColumns(length: number) {
  return {
    isTransfer: new Uint8Array(length),
    typologyMask: new Uint8Array(length),
    scaleMask: new Uint8Array(length),
    accessibility: new Uint8Array(length),
    persons: new Uint8Array(length),
    visitingChildren: new Uint8Array(length),
    incomeCents: new Float64Array(length),
    ceilingRank: new Uint8Array(length),
  };
}

/** Places in order, each with the place of a commune among its wishes, from 0. */
type Wishes = { places: number[]; communePlaces: number[] };

const noWish: Wishes = { places: [], communePlaces: [] };

function wishIndex(
  applications: readonly Application[],
  typologyMask: Uint8Array,
  isTransferAt: Uint8Array,
): ApplicantIndex['wishing'] {
  const byCommune = wishesByCommune(applications);
  const anywhere = byCommune.get(null) ?? noWish;
  const found = new Map<string, ReturnType<ApplicantIndex['wishing']>>();
  return (insee, typology) => {
    const key = `${insee} ${typology}`;
    const known = found.get(key);
    if (known) return known;
    const bit = typologyBit(typology);
    const named = merged(byCommune.get(insee) ?? noWish, anywhere);
    const kept = new Int32Array(named.places.length);
    const communePlaces = new Uint8Array(named.places.length);
    let count = 0;
    let transfers = 0;
    for (const [row, place] of named.places.entries()) {
      if ((typologyMask[place]! & bit) === 0) continue;
      kept[count] = place;
      communePlaces[count] = named.communePlaces[row]!;
      count += 1;
      transfers += isTransferAt[place]!;
    }
    const wishing = {
      places: kept.slice(0, count),
      communePlaces: communePlaces.slice(0, count),
      transfers,
    };
    found.set(key, wishing);
    return wishing;
  };
}

/** By commune, and under null those who name none: they would live anywhere. */
function wishesByCommune(applications: readonly Application[]): ReadonlyMap<string | null, Wishes> {
  const known = new Map<string | null, Wishes>();
  const add = (insee: string | null, place: number, communePlace: number) => {
    let wishes = known.get(insee);
    if (!wishes) {
      wishes = { places: [], communePlaces: [] };
      known.set(insee, wishes);
    }
    // Named twice, a commune is wished where it was named first.
    if (wishes.places.at(-1) === place) return;
    wishes.places.push(place);
    wishes.communePlaces.push(Math.min(255, communePlace));
  };
  applications.forEach(({ wishes }, place) => {
    if (wishes.communes.length === 0) add(null, place, 0);
    wishes.communes.forEach((insee, communePlace) => {
      add(insee, place, communePlace);
    });
  });
  return known;
}

function merged(named: Wishes, anywhere: Wishes): Wishes {
  if (anywhere.places.length === 0) return named;
  const rows = [named, anywhere]
    .flatMap(({ places, communePlaces }) =>
      places.map((place, row) => ({ place, communePlace: communePlaces[row]! })),
    )
    .sort((a, b) => a.place - b.place);
  return {
    places: rows.map(({ place }) => place),
    communePlaces: rows.map(({ communePlace }) => communePlace),
  };
}

function maskOf(names: readonly Typology[]): number {
  return names.reduce((mask, typology) => mask | typologyBit(typology), 0);
}
