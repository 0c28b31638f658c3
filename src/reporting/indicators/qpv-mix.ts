/** Q-03 by EPCI of the order: in priority neighbourhoods, households of the other three quartiles. */
import { targetGroup } from '../../law/quota-freed-home.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, Period } from '../indicator.ts';
import { goalOf, leaseFigure, type Standing } from './count.ts';
import { departementsOf, landlordPlace, type PlaceTest } from './places.ts';
import { attributionsIn, notCounted, periodOf, type Question, swapsNotCounted } from './question.ts';
import { epcisOfOrder, incomeStanding, targetOn } from './quota-target.ts';

export const qpvMixDefinition: Definition = {
  name: 'qpv-mix',
  title: 'Autres quartiles dans les quartiers prioritaires',
  rules: ['Q-03', 'Q-04b'],
  articles: ['CCH L441-1 al. 27', 'CCH L441-1-5 1° ter'],
  measures: [
    {
      key: 'period',
      label: 'Sur la période',
      unit: 'bail',
      numerator: 'Baux à des demandeurs des deuxième, troisième et quatrième quartiles',
      denominator: 'Baux signés dans un QPV, mutations comprises',
    },
  ],
  leftOut: [
    'Baux à des personnes morales, qui n’ont pas de ressources de demandeur',
    'EPCI que l’arrêté annuel des quartiles ne cite pas',
  ],
  reading:
    'Le texte parle d’attributions sans dire « suivies de baux signés » : les baux signés sont comptés ici aussi, pour que les deux quotas se lisent ensemble. Un ménage relogé est compté selon ses ressources.',
};

export function qpvMix(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const { listed } = epcisOfOrder(facts, period.until);
  const inOrder = (insee: string) => listed.some(({ holds }) => holds(insee));
  const inside = leasesInQpv(facts, period);
  const places = [
    { place: landlordPlace(facts), holds: inOrder },
    ...departementsOf(facts).map(({ place, holds }) => ({
      place,
      holds: (insee: string) => holds(insee) && inOrder(insee),
    })),
    ...listed,
  ].filter((one, index) => index === 0 || hasNeighbourhood(facts, one));
  return {
    definition: qpvMixDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: places.map((place) => mixFigure(facts, period, place)),
    notCounted: [
      ...notCounted(
        'baux à des personnes morales en QPV : elles n’ont pas de ressources de demandeur',
        attributionsIn(facts, period).filter(
          ({ qpvCode, facts: kept }) => qpvCode !== null && kept?.legalPerson === true,
        ),
      ),
      ...notCounted(
        'baux en QPV dans des EPCI que l’arrêté des quartiles ne cite pas',
        inside.filter(({ insee }) => !inOrder(insee)),
      ),
      ...swapsNotCounted(facts, period),
    ],
    tables: [],
    defects: defectsOf(
      inside.filter(({ insee }) => inOrder(insee)),
      ['income', 'facts'],
    ),
  };
}

function mixFigure(facts: ReportingFacts, period: Period, { place, holds }: PlaceTest): Figure {
  const level = place.level === 'epci' ? 'epci' : 'landlord';
  const target = targetOn(
    'nonQ1InQpv',
    { level, code: level === 'epci' ? place.code : null },
    period.until,
    facts,
  );
  const group = targetGroup(target, facts);
  const standing = (lease: LeaseRecord): Standing => {
    const { verdict } = group(lease, lease.signedOn);
    if (verdict === 'yes') return incomeStanding(lease);
    return verdict === 'unknown' ? 'unknown' : 'out';
  };
  const leases = leasesInQpv(facts, period).filter(({ insee }) => holds(insee));
  return leaseFigure({ measure: 'period', place, period, goal: goalOf(target) }, leases, standing);
}

function leasesInQpv(facts: ReportingFacts, period: Period): LeaseRecord[] {
  return attributionsIn(facts, period).filter(
    ({ qpvCode, facts: kept }) => qpvCode !== null && kept?.legalPerson !== true,
  );
}

function hasNeighbourhood({ stock, leases }: ReportingFacts, { holds }: PlaceTest): boolean {
  return [...stock, ...leases].some(({ insee, qpvCode }) => qpvCode !== null && holds(insee));
}
