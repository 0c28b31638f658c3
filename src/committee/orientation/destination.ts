/** Where a freed home may go: to a reservation holder, or to one of the landlord's own uses. */
import type { Home } from '../../domain/home.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import { departementOfInsee, geography } from '../../domain/territory.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { communeOfArrondissement, territoryOfCommune, territoryOn } from '../../law/quartile-territory.ts';
import { conventionOf, type FlowPlan } from './flow-plan.ts';

/** `own` is the non-reserved part of the flow; the three others are deducted from it (R441-5 I). */
export const ownUses = ['own', 'transfer', 'renewal', 'saleRelocation'] as const;
export type OwnUse = (typeof ownUses)[number];

const ownUseNames: Readonly<Record<OwnUse, string>> = {
  own: 'Flux non réservé',
  transfer: 'Mutation interne',
  renewal: 'Relogement (renouvellement urbain, habitat indigne)',
  saleRelocation: 'Relogement pour une vente',
};

/** Tells whether the destination is the landlord's own use rather than a holder. */
export function isOwnUse(destination: string): destination is OwnUse {
  return ownUses.some((use) => use === destination);
}

/** Uses that leave the yearly base: what goes there is in no holder's share. */
export function isDeducted(destination: string): boolean {
  return isOwnUse(destination) && destination !== 'own';
}

/** "Flux non réservé", or the name of the holder. */
export function destinationName(
  destination: string,
  holders: readonly Pick<ReservationHolder, 'id' | 'name'>[],
): string {
  if (isOwnUse(destination)) return ownUseNames[destination];
  return holders.find(({ id }) => id === destination)?.name ?? destination;
}

type Place = Pick<Home, 'insee'>;

/** True where the commune stands in the holder's territory (INSEE, SIREN, département or region) on the day. */
export function inHolderTerritory(
  holder: Pick<ReservationHolder, 'kind' | 'territory'>,
  place: Place,
  date: CivilDate,
): boolean {
  const { territory } = holder;
  if (territory === null) return true;
  switch (holder.kind) {
    case 'commune':
      return communeOfArrondissement(place.insee) === communeOfArrondissement(territory);
    case 'epci':
      return territoryOfCommune(place.insee, date) === territoryOn(territory, date);
    case 'region':
      return geography().communes.get(place.insee)?.region === territory;
    default:
      return departementOfInsee(place.insee) === territory;
  }
}

export type Unfit = 'territory' | 'conventionCommunes' | 'conventionTypologies' | 'conventionFinancings';

/** Why a home may not go to a holder, by its territory or its convention; null where it may. */
export function unfitForHolder(
  holder: ReservationHolder,
  home: Pick<Home, 'insee' | 'typology' | 'financing'>,
  plan: FlowPlan,
  date: CivilDate,
): Unfit | null {
  if (!inHolderTerritory(holder, home, date)) return 'territory';
  const { communes, typologies, financings } = conventionOf(plan, holder.id);
  if (communes !== null && !communes.includes(home.insee)) return 'conventionCommunes';
  if (typologies !== null && !typologies.includes(home.typology)) return 'conventionTypologies';
  if (financings !== null && !financings.includes(home.financing)) return 'conventionFinancings';
  return null;
}

/** French words of why a home may not go to a holder. */
export const unfitWords: Readonly<Record<Unfit, string>> = {
  territory: 'hors de son territoire',
  conventionCommunes: 'commune hors de sa convention',
  conventionTypologies: 'typologie hors de sa convention',
  conventionFinancings: 'financement hors de sa convention',
};

/** The holder of the commune of a home, whose mayor designates after a failure in a QPV. */
export function communeHolder(
  holders: readonly ReservationHolder[],
  home: Place,
  date: CivilDate,
): ReservationHolder | null {
  return (
    holders.find(
      (holder) =>
        holder.kind === 'commune' && holder.territory !== null && inHolderTerritory(holder, home, date),
    ) ?? null
  );
}
