/** What an advert says of a home, read from the stock: officers never type it again (L-04). */
import type { Home, Vacancy } from '../../domain/home.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { energyDecency } from '../../law/decency.ts';
import type { AdvertFacts } from '../advert.ts';

type HomeOfAdvert = {
  home: Home;
  vacancy: Pick<Vacancy, 'availableOn'>;
  communeName: string;
  holderName: string | null;
};

/** The facts of a home as they stand now. */
export function advertFactsOf({ home, vacancy, communeName, holderName }: HomeOfAdvert): AdvertFacts {
  return {
    homeId: home.id,
    insee: home.insee,
    communeName,
    street: streetOf(home.address),
    residence: home.residence,
    typology: home.typology,
    surfaceM2: home.surfaceM2,
    rentCents: home.rentCents,
    annexRentCents: home.annexRentCents,
    chargesCents: home.chargesCents,
    flatChargesCents: home.flatChargesCents,
    financing: home.financing,
    floor: home.floor,
    lift: home.lift,
    accessibility: home.accessibility,
    energyClass: home.energyClass,
    qpvCode: home.qpvCode,
    constructionYear: home.constructionYear,
    holderName,
    availableOn: vacancy.availableOn,
  };
}

/** "49 bis Allée du Port, 54000 Nancy" → "Allée du Port": the number is told when a visit is agreed. */
function streetOf(address: string): string {
  // "49", "49 bis", "12B", "3-5": all that stands before the name of the street.
  const named = address.replace(/^\s*(?:\d+\s*(?:(?:bis|ter|quater|[a-d])\b)?[\s,/-]*)+/i, '');
  return (named.split(',', 1)[0] ?? '').trim();
}

/** What a household pays each month before any aid: rent, annexes, charges and flat charges. */
export function monthlyCents(
  facts: Pick<AdvertFacts, 'rentCents' | 'annexRentCents' | 'chargesCents' | 'flatChargesCents'>,
): number {
  return facts.rentCents + facts.annexRentCents + facts.chargesCents + facts.flatChargesCents;
}

/** The facts that no longer are those of the home, by their names; empty where nothing changed. */
export function changedFacts(published: AdvertFacts, now: AdvertFacts): (keyof AdvertFacts)[] {
  return factNames.filter((name) => published[name] !== now[name]);
}

const factNames = [
  'street',
  'residence',
  'typology',
  'surfaceM2',
  'rentCents',
  'annexRentCents',
  'chargesCents',
  'flatChargesCents',
  'financing',
  'floor',
  'lift',
  'accessibility',
  'energyClass',
  'qpvCode',
  'holderName',
  'availableOn',
] as const satisfies readonly (keyof AdvertFacts)[];

/** F-06: false where the energy class of the home forbids to propose it on the day; an unknown class does not. */
export function isDecentOn(
  { insee, energyClass }: Pick<AdvertFacts, 'insee' | 'energyClass'>,
  date: CivilDate,
): boolean {
  return energyDecency({ insee, energyClass, date }).verdict !== 'no';
}
