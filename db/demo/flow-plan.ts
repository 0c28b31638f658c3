/** The forecast of the year's flow and the conventions, invented in proportion to what was let so far. */
import type { FlowPlan } from '../../src/committee/orientation/flow-plan.ts';
import type { ReservationHolder } from '../../src/domain/reservation.ts';
import { type CivilDate, civilDateOf, daysBetween, yearOf } from '../../src/kernel/civil-date.ts';

/** Parts of the homes freed in a year, by assumption: the published conventions give no common figure. */
const deductedParts = { internalTransfers: 0.055, urbanRenewal: 0.015, sale: 0.005 } as const;
const deliveriesPart = 0.03;

export function makeFlowPlan(
  holders: readonly ReservationHolder[],
  leasesSigned: number,
  date: CivilDate,
): FlowPlan {
  const elapsed = Math.max(1, daysBetween(civilDateOf(yearOf(date), 1, 1), date));
  const vacated = Math.round((leasesSigned * 365) / elapsed);
  const part = (share: number) => Math.round(vacated * share);
  return {
    year: yearOf(date),
    source: 'Prévision annoncée aux réservataires en février (exemple inventé)',
    estimated: false,
    vacated,
    newDeliveries: part(deliveriesPart),
    newProgrammesInFlow: true,
    deducted: {
      internalTransfers: part(deductedParts.internalTransfers),
      urbanRenewal: part(deductedParts.urbanRenewal),
      orcod: 0,
      unfitHousing: 0,
      sale: part(deductedParts.sale),
    },
    prefetSubstituted: 0,
    namedHomes: 0,
    rounding: 'nearest',
    // Neither list was read in an official text: pages say that the prudent delay is kept.
    tenseCommunes: null,
    largeAreaDepartements: null,
    conventions: holders.map(({ id, kind }) => ({
      holderId: id,
      designationMonths: 1,
      guarantor: kind === 'commune' || kind === 'epci',
      outsideQpvMinimumWaived: false,
      communes: null,
      typologies: null,
      financings: null,
      returnedHomesCount: false,
    })),
  };
}
