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
  transfers: number;
  /** Bits of the typologies in which the landlord's scale looks for the household. */
  scaleMask: Uint8Array;
  /** Level of accessibility needed, from 0. */
  accessibility: Uint8Array;
  /** Places of those who wish a commune and a typology, in order: computed once for each. */
  wishing: (insee: string, typology: Typology) => Int32Array;
};

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
  const transfer = Uint8Array.from(live, (application) => (isTransfer(application) ? 1 : 0));
  return {
    applications: live,
    notLive: applications.length - live.length,
    placeOf: new Map(live.map((application, place) => [application.number, place])),
    prepared: live.map((application) => prepareApplicant(application, date)),
    isTransfer: transfer,
    transfers: transfer.reduce((sum, one) => sum + one, 0),
    scaleMask: Uint8Array.from(live, (application) => scaleTypologies(application, policy)),
    accessibility: Uint8Array.from(live, ({ wishes }) => accessibilityLevel(wishes.accessibility)),
    wishing: wishIndex(live),
  };
}

function wishIndex(applications: readonly Application[]): ApplicantIndex['wishing'] {
  const typologyMask = Uint8Array.from(applications, wishedTypologies);
  const byCommune = new Map<string, number[]>();
  const anywhere: number[] = [];
  applications.forEach(({ wishes }, place) => {
    if (wishes.communes.length === 0) anywhere.push(place);
    for (const insee of new Set(wishes.communes)) {
      const places = byCommune.get(insee);
      if (places) places.push(place);
      else byCommune.set(insee, [place]);
    }
  });
  const found = new Map<string, Int32Array>();
  return (insee, typology) => {
    const key = `${insee} ${typology}`;
    const known = found.get(key);
    if (known) return known;
    const bit = typologyBit(typology);
    const places = Int32Array.from(
      [...(byCommune.get(insee) ?? []), ...anywhere].filter((place) => (typologyMask[place]! & bit) !== 0),
    ).sort();
    found.set(key, places);
    return places;
  };
}

function maskOf(names: readonly Typology[]): number {
  return names.reduce((mask, typology) => mask | typologyBit(typology), 0);
}
