/** the State's share of the yearly flow, that of its agents, and its share outside QPV, on signed leases. */
import { conventionOf } from '../../committee/orientation/flow-plan.ts';
import type { ReservationHolder } from '../../domain/reservation.ts';
import { type ObligationId, obligationShare } from '../../law/obligation-figures.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Goal, Indicator, Period } from '../indicator.ts';
import { leaseFigure } from './count.ts';
import { inFlow, outsideFlow, planOf } from './in-flow.ts';
import { departementsOf, type PlaceTest, wholeOf } from './places.ts';
import { attributionsIn, periodOf, type Question, swapsNotCounted } from './question.ts';

export const prefetShareDefinition: Definition = {
  name: 'prefet-share',
  title: 'Part du préfet dans le flux annuel',
  rules: ['Q-09', 'Q-11'],
  articles: ['CCH R441-5-2', 'CCH R441-5'],
  measures: [
    {
      key: 'state',
      label: 'Contingent de l’État (30 % au plus)',
      unit: 'bail',
      numerator: 'Baux des logements réservés à l’État, agents publics compris',
      denominator: 'Baux du flux annuel, déductions faites',
    },
    {
      key: 'civilServants',
      label: 'dont agents civils et militaires (5 % au plus)',
      unit: 'bail',
      numerator: 'Baux des logements réservés aux agents civils et militaires de l’État',
      denominator: 'Baux du flux annuel, déductions faites',
    },
    {
      key: 'outsideQpv',
      label: 'Contingent de l’État hors QPV (30 % au moins)',
      unit: 'bail',
      numerator: 'Baux hors QPV des logements réservés à l’État',
      denominator: 'Baux hors QPV du flux annuel',
    },
  ],
  leftOut: [
    'Les cinq déductions de R441-5 (mutations internes, relogements)',
    'Les logements que le préfet attribue lui-même après une injonction',
  ],
  reading:
    'La part est comptée sur les baux signés. Un logement revenu faute de candidat ne compte pour l’État que si sa convention le stipule. Un arrêté du préfet peut dépasser ces limites pendant un an ; la convention peut écarter le minimum hors QPV.',
};

const limits = {
  state: { id: 'state.maxShare', sense: 'atMost' },
  civilServants: { id: 'state.maxCivilServantsShare', sense: 'atMost' },
  outsideQpv: { id: 'state.minOutsideQpvShare', sense: 'atLeast' },
} as const satisfies Readonly<Record<string, { id: ObligationId; sense: Figure['sense'] }>>;
type ShareMeasure = keyof typeof limits;

/** A figure a measure for the landlord and each of its départements, where the convention is signed. */
export function prefetShare(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const plan = planOf(facts, period);
  const leases = attributionsIn(facts, period);
  const flow = inFlow(leases, plan);
  const places = [wholeOf(facts), ...departementsOf(facts)];
  return {
    definition: prefetShareDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: places.flatMap((place) =>
      (['state', 'civilServants', 'outsideQpv'] as const).map((measure) =>
        shareFigure(facts, period, flow, measure, place),
      ),
    ),
    notCounted: [...outsideFlow(leases, plan), ...swapsNotCounted(facts, period)],
    tables: [],
    defects: defectsOf(leases, ['facts']),
  };
}

function shareFigure(
  facts: ReportingFacts,
  period: Period,
  flow: readonly LeaseRecord[],
  measure: ShareMeasure,
  { place, holds }: PlaceTest,
): Figure {
  const { id, sense } = limits[measure];
  const share = obligationShare(id, period.until);
  const isState = stateTest(facts, period, measure === 'civilServants');
  const goal: Goal =
    measure === 'outsideQpv' && isWaived(facts, period)
      ? { kind: 'none', because: 'La convention en stipule autrement' }
      : share === null
        ? { kind: 'none', because: 'Limite non chargée' }
        : { kind: 'share', share: share.valueOf() };
  const leases = flow.filter(
    ({ insee, qpvCode }) => holds(insee) && (measure !== 'outsideQpv' || qpvCode === null),
  );
  return leaseFigure({ measure, place, period, goal, sense }, leases, (lease) =>
    isState(lease) ? 'proved' : 'out',
  );
}

const stateKinds: ReadonlySet<ReservationHolder['kind']> = new Set(['state', 'stateCivilServants']);

/** Whether a lease uses up the State's share; a failed reservation does only where the convention stipulates it. */
function stateTest(
  facts: ReportingFacts,
  period: Period,
  civilServantsOnly: boolean,
): (lease: LeaseRecord) => boolean {
  const plan = planOf(facts, period);
  const held = new Set(
    facts.holders
      .filter(({ kind }) => (civilServantsOnly ? kind === 'stateCivilServants' : stateKinds.has(kind)))
      .map(({ id }) => id),
  );
  return ({ holderId, reservationFailed }) =>
    holderId !== null &&
    held.has(holderId) &&
    (!reservationFailed || (plan !== undefined && conventionOf(plan, holderId).returnedHomesCount));
}

function isWaived(facts: ReportingFacts, period: Period): boolean {
  const plan = planOf(facts, period);
  return facts.holders.some(
    ({ id, kind }) =>
      kind === 'state' && plan !== undefined && conventionOf(plan, id).outsideQpvMinimumWaived,
  );
}
