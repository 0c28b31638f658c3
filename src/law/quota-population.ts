/** Which homes a target is about (law §2): the denominators, by place, neighbourhood and holder. */
import type { Typology } from '../domain/home.ts';
import type { ReservationHolder } from '../domain/reservation.ts';
import { type ScarceHomes, scarceHomesOf, type Target } from '../domain/target.ts';
import { departementOfInsee, type Geography, geography } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { communeOfArrondissement, territoryOfCommune } from './quartile-territory.ts';

/** What a target reads of a home to let or of the home of a signed lease. */
export type QuotaHome = {
  insee: string;
  qpvCode: string | null;
  holderId: string | null;
  /** The holder's candidates failed, or it kept silent beyond its delay. */
  reservationFailed: boolean;
  /** Absent where no target asks for it. */
  residence?: string | null;
  /** Absent where no target asks for it. */
  typology?: Typology;
};

export type QuotaPlaces = {
  holders: readonly Pick<ReservationHolder, 'id' | 'kind'>[];
  /** The official geography by default; tests may give a small one. */
  geography?: Geography;
};

const collectivityKinds: ReadonlySet<ReservationHolder['kind']> = new Set([
  'commune',
  'epci',
  'departement',
  'region',
]);

/**
 * Makes the test of a target's population once, to be asked for many homes: is a home in its territory, and of the
 * kind that its denominator counts? `date` (of the lease or session) tells which EPCI holds a commune.
 */
export function targetPopulation(
  target: Target,
  places: QuotaPlaces,
): (home: QuotaHome, date: CivilDate) => boolean {
  const inTerritory = territoryTest(target, places);
  const ofKind = kindTest(target, places);
  return (home, date) => ofKind(home) && inTerritory(home, date);
}

/** Whether a home is one of those that a landlord lacks; its territory is tested apart. */
export function inScarceHomes(home: Pick<QuotaHome, 'insee' | 'typology'>, scarce: ScarceHomes): boolean {
  if (home.typology === undefined || !scarce.typologies.includes(home.typology)) return false;
  return scarce.communes === null || inCommunes(scarce.communes)(home);
}

/** not reserved, or reserved and the attribution to the holder's candidate failed. */
export function inLandlordQuarter(home: Pick<QuotaHome, 'holderId' | 'reservationFailed'>): boolean {
  return home.holderId === null || home.reservationFailed;
}

function kindTest(target: Target, places: QuotaPlaces): (home: QuotaHome) => boolean {
  const kinds = new Map(places.holders.map((holder) => [holder.id, holder.kind]));
  const heldBy = (home: QuotaHome, accepts: (kind: ReservationHolder['kind']) => boolean): boolean => {
    if (home.holderId === null || home.reservationFailed) return false;
    if (target.territory.level === 'holder' && target.territory.code !== null) {
      return home.holderId === target.territory.code;
    }
    const kind = kinds.get(home.holderId);
    return kind !== undefined && accepts(kind);
  };
  switch (target.kind) {
    case 'q1OutsideQpv':
      return (home) => home.qpvCode === null;
    case 'nonQ1InQpv':
      return (home) => home.qpvCode !== null;
    case 'quarterLandlord':
      return inLandlordQuarter;
    case 'quarterCollectivity':
      return (home) => heldBy(home, (kind) => collectivityKinds.has(kind));
    case 'quarterActionLogement':
      return (home) => heldBy(home, (kind) => kind === 'actionLogement');
    case 'transfersAnyLandlord':
    case 'internalTransfers':
      return () => true;
    case 'scarceHomesFreed': {
      // A household that takes a scarce home to leave one frees nothing on balance: its new home is not counted.
      const scarce = scarceHomesOf(target.goal);
      return (home) => scarce !== null && !inScarceHomes(home, scarce);
    }
  }
}

/** The test of a target's territory alone: its own perimeter first, else what its code names on the day. */
export function territoryTest(
  target: Target,
  places: QuotaPlaces,
): (home: QuotaHome, date: CivilDate) => boolean {
  const { level, code, communes } = target.territory;
  // A commitment's own list of communes survives the merger of the EPCI that signed it.
  if (communes !== null) return inCommunes(communes);
  if (code === null || level === 'landlord' || level === 'holder') return () => true;
  if (level === 'residence') return (home) => home.residence === code;
  if (level === 'departement') return (home) => departementOfInsee(home.insee) === code;
  const epci = (places.geography ?? geography()).epcis.get(code);
  // Paris is a territory of L441-1 and no EPCI: the geography has no list for it.
  return epci ? inCommunes(epci.communes) : (home, date) => territoryOfCommune(home.insee, date) === code;
}

function inCommunes(communes: readonly string[]): (home: Pick<QuotaHome, 'insee'>) => boolean {
  const codes = new Set(communes);
  return (home) => codes.has(home.insee) || codes.has(communeOfArrondissement(home.insee));
}
