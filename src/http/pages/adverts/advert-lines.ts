/** An advert in plain French: each line is one thing that L-04 lists. */
import type { Accessibility } from '../../../domain/home.ts';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import type { Advert, AdvertFacts } from '../../../portal/advert.ts';
import { monthlyCents } from '../../../portal/adverts/advert-facts.ts';

/** "T3 de 62 m² à Metz". */
export function advertName({ facts }: Pick<Advert, 'facts'>): string {
  return `${facts.typology} de ${frenchNumber(facts.surfaceM2, 0)} m² à ${facts.communeName}`;
}

/** "412 € par mois, charges comprises". */
export function rentLine(facts: AdvertFacts): string {
  return `${frenchEuros(monthlyCents(facts))} par mois, charges comprises`;
}

/** What makes the monthly amount, part by part; parts of nothing are left out. */
export function rentParts(facts: AdvertFacts): { label: string; cents: number }[] {
  return [
    { label: 'Loyer', cents: facts.rentCents },
    { label: 'Annexes (garage, cave, jardin)', cents: facts.annexRentCents },
    { label: 'Charges', cents: facts.chargesCents },
    { label: 'Eau et chauffage au forfait', cents: facts.flatChargesCents },
  ].filter(({ cents }, index) => index === 0 || cents > 0);
}

export function floorLine({ floor, lift }: Pick<AdvertFacts, 'floor' | 'lift'>): string {
  const level =
    floor === null ? 'Étage non connu' : floor === 0 ? 'Rez-de-chaussée' : `${ordinal(floor)} étage`;
  if (lift === null) return level;
  return `${level}, ${lift ? 'avec ascenseur' : 'sans ascenseur'}`;
}

export const accessNames: Readonly<Record<Accessibility, string>> = {
  none: 'Pas d’accès de plain-pied connu',
  stepFree: 'Sans marche jusqu’à la porte',
  wheelchair: 'Accessible en fauteuil roulant',
};

export function energyLine({ energyClass }: Pick<AdvertFacts, 'energyClass'>): string {
  return energyClass === null
    ? 'Classe énergie non connue : demandez le diagnostic au bailleur'
    : `Classe énergie ${energyClass}`;
}

/** Who proposes the candidates, in words. */
export function reservationLine({ holderName }: Pick<AdvertFacts, 'holderName'>): string {
  return holderName === null
    ? 'Le logement n’est réservé par personne : le bailleur propose les candidats à la commission.'
    : `Le logement est réservé. Réservataire : ${holderName}. Il propose les candidats à la commission ; à défaut, c’est le bailleur.`;
}

export function availableLine({ availableOn }: Pick<AdvertFacts, 'availableOn'>, today: CivilDate): string {
  if (availableOn === null) return 'Date de disponibilité non connue';
  return availableOn <= today ? 'Libre maintenant' : `Libre le ${frenchLongDate(availableOn)}`;
}

/** "Clôture le 30 novembre 2026, dans 9 jours". */
export function closingLine(
  { state, regime, closesOn }: Pick<Advert, 'state' | 'regime' | 'closesOn'>,
  today: CivilDate,
): string {
  const day = frenchLongDate(closesOn);
  if (state === 'withdrawn') return 'Annonce retirée';
  if (state !== 'open' || (regime === 'tense' && closesOn < today)) return `Annonce close depuis le ${day}`;
  const days = daysBetween(today, closesOn);
  const when =
    days <= 0 ? 'c’est aujourd’hui' : days === 1 ? 'c’est demain' : `dans ${frenchCount(days, 'jour')}`;
  return regime === 'slack' ? `Prochain point le ${day}, ${when}` : `Clôture le ${day}, ${when}`;
}

function ordinal(floor: number): string {
  if (floor < 0) return `Sous-sol ${-floor}, sous le rez-de-chaussée,`;
  return floor === 1 ? '1er' : `${floor}e`;
}
