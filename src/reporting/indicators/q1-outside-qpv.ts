/** Q-02 by EPCI of the order, over the period, six and twelve months, with the state of the préfet's control. */
import { inTargetGroup } from '../../law/quota-membership.ts';
import { targetPopulation } from '../../law/quota-population.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, NotCounted, Period } from '../indicator.ts';
import { goalOf, leaseFigure, onceALease, type Standing } from './count.ts';
import { departementsOf, landlordPlace, type PlaceTest } from './places.ts';
import { controlsOf, controlTable } from './q1-control.ts';
import {
  attributionsIn,
  monthsUpTo,
  notCounted,
  periodOf,
  type Question,
  swapsNotCounted,
} from './question.ts';
import { epcisOfOrder, incomeStanding, targetOn } from './quota-target.ts';

const numerator =
  'Baux à des demandeurs du premier quartile de ressources de l’EPCI, ou à des ménages relogés par le renouvellement urbain ou une ORCOD, chacun compté une fois';
const denominator = 'Baux signés hors QPV, mutations comprises';

export const q1Definition: Definition = {
  name: 'q1-outside-qpv',
  title: 'Premier quartile hors des quartiers prioritaires',
  rules: ['Q-02', 'Q-04', 'Q-04b'],
  articles: ['CCH L441-1 al. 24 à 26', 'CCH L441-1 al. 28 à 30', 'CCH L441-1 al. 33 et 34'],
  measures: [
    { key: 'period', label: 'Sur la période', unit: 'bail', numerator, denominator },
    { key: 'sixMonths', label: 'Six derniers mois', unit: 'bail', numerator, denominator },
    { key: 'twelveMonths', label: 'Douze derniers mois', unit: 'bail', numerator, denominator },
  ],
  leftOut: [
    'Attributions qui n’ont pas été suivies d’un bail signé',
    'Baux à des personnes morales, qui n’ont pas de ressources de demandeur',
    'EPCI que l’arrêté annuel des quartiles ne cite pas',
  ],
  reading:
    'Un ménage dont les ressources sont inconnues reste au dénominateur et n’est jamais compté au numérateur. Un EPCI né d’une fusion est lu sur le périmètre du dernier jour de la période. L’obligation se lit par EPCI : le total du bailleur est donné pour mémoire. L’état du contrôle est calculé sur les baux ; le préfet peut aussi enjoindre quand les données sont incomplètes, et lui seul décide.',
};

/** a figure an EPCI and a window, and the closings of the half-yearly control. */
export function q1OutsideQpv(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const { until } = period;
  const { listed, isLoaded } = epcisOfOrder(facts, until);
  const controlOf = controlsOf(facts, until);
  const controls = new Map(listed.map((epci) => [epci.place.code, controlOf(epci)]));
  const controlAt = ({ place }: PlaceTest) => controls.get(place.code)?.state ?? null;
  const windows = windowsOf(facts, period);
  const count = q1Counter(facts);
  const inOrder = (insee: string) => listed.some(({ holds }) => holds(insee));
  const whole: PlaceTest = { place: landlordPlace(facts), holds: inOrder };
  const departements = departementsOf(facts).map(({ place, holds }) => ({
    place,
    holds: (insee: string) => holds(insee) && inOrder(insee),
  }));
  return {
    definition: q1Definition,
    period: question.period,
    asOf: question.asOf,
    figures: [
      ...windows.map((window) => count(window, whole)),
      ...departements.map((place) => count({ measure: 'period', period }, place)),
      ...listed.flatMap((place) => windows.map((window) => count(window, place, controlAt(place)))),
    ],
    notCounted: outside(facts, period, inOrder, isLoaded),
    tables: [controlTable(listed, controls)],
    defects: defectsOf(
      countedLeases(facts, period).filter(({ relocated, insee }) => !relocated && inOrder(insee)),
      ['income'],
    ).concat(defectsOf(attributionsIn(facts, period), ['facts', 'commune'])),
  };
}

type Window = { measure: string; period: Period };

/** A window is shown where facts hold it whole: half of six months would be no rate of six months. */
function windowsOf(facts: ReportingFacts, period: Period): Window[] {
  const rolling = (measure: string, months: number): Window => ({
    measure,
    period: monthsUpTo(period.until, months),
  });
  return [
    { measure: 'period', period },
    ...[rolling('sixMonths', 6), rolling('twelveMonths', 12)].filter(
      (window) => facts.from <= window.period.from,
    ),
  ];
}

type Counter = (window: Window, place: PlaceTest, control?: Figure['control']) => Figure;

/**
 * Makes figures of Q-02 in places and windows; PS-1 takes them too: the CUS counts the same leases (M-02). Each lease
 * is asked once whether it counts, each window read once.
 */
export function q1Counter(facts: ReportingFacts): Counter {
  const standing = onceALease((lease): Standing => {
    const { verdict } = inTargetGroup('q1OutsideQpv', lease);
    if (verdict !== 'yes') return verdict === 'unknown' ? 'unknown' : 'out';
    // A relocation is the landlord's own operation: no income is needed to prove it.
    return lease.relocated ? 'proved' : incomeStanding(lease);
  });
  const read = new Map<string, LeaseRecord[]>();
  const countedIn = (period: Period): LeaseRecord[] => {
    const key = `${period.from} ${period.until}`;
    const found = read.get(key) ?? countedLeases(facts, period);
    read.set(key, found);
    return found;
  };
  return ({ measure, period }, { place, holds }, control = null) => {
    const territory =
      place.level === 'epci'
        ? ({ level: 'epci', code: place.code } as const)
        : ({ level: 'landlord', code: null } as const);
    const goal = goalOf(targetOn('q1OutsideQpv', territory, period.until, facts));
    const leases = countedIn(period).filter(({ insee }) => holds(insee));
    return leaseFigure({ measure, place, period, goal, control }, leases, standing);
  };
}

/** Leases of households outside QPV, in any territory. */
function countedLeases(facts: ReportingFacts, period: Period): LeaseRecord[] {
  const anywhere = targetOn('q1OutsideQpv', { level: 'landlord', code: null }, period.until, facts);
  const counts = targetPopulation(
    { ...anywhere, territory: { level: 'landlord', code: null, communes: null } },
    facts,
  );
  return attributionsIn(facts, period).filter(
    (lease) => counts(lease, lease.signedOn) && lease.facts?.legalPerson !== true,
  );
}

/** What stands outside the quota in the period, with its reason. */
function outside(
  facts: ReportingFacts,
  period: Period,
  inOrder: (insee: string) => boolean,
  isLoaded: boolean,
): NotCounted[] {
  const all = attributionsIn(facts, period);
  const counted = countedLeases(facts, period);
  const elsewhere = counted.filter(({ insee }) => !inOrder(insee));
  return [
    ...notCounted(
      'baux à des personnes morales hors QPV : elles n’ont pas de ressources de demandeur',
      all.filter(({ qpvCode, facts: kept }) => qpvCode === null && kept?.legalPerson === true),
    ),
    ...notCounted(
      isLoaded
        ? 'baux dans des EPCI que l’arrêté des quartiles ne cite pas : le quota ne s’y applique pas'
        : 'baux dans des EPCI pour lesquels l’arrêté des quartiles de l’année n’est pas chargé',
      elsewhere,
    ),
    ...swapsNotCounted(facts, period),
  ];
}
