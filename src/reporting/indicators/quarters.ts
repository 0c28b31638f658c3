/** by holder and département: a quarter for DALO holders or, failing that, priority households. */
import type { ReservationHolder } from '../../domain/reservation.ts';
import type { Target } from '../../domain/target.ts';
import { targetGroup } from '../../law/quota-freed-home.ts';
import { targetPopulation } from '../../law/quota-population.ts';
import { defectsOf } from '../defects.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import type { Definition, Figure, Indicator, Period } from '../indicator.ts';
import { goalOf, leaseFigure, type Standing } from './count.ts';
import { departementsOf, holderPlace, type PlaceTest, wholeOf } from './places.ts';
import { attributionsIn, notCounted, periodOf, type Question, swapsNotCounted } from './question.ts';
import { type LegalKind, targetOn } from './quota-target.ts';

const numerator =
  'Baux à des ménages reconnus DALO ou, à défaut, prioritaires (L441-1), par décision ou label daté';

export const quartersDefinition: Definition = {
  name: 'quarters',
  title: 'Quart des attributions aux ménages DALO ou prioritaires',
  rules: ['Q-05', 'Q-06', 'Q-07', 'Q-08', 'Q-13', 'P-08'],
  articles: ['CCH L441-1 al. 39 et 43', 'CCH L313-26-2', 'CCH L313-35'],
  measures: [
    {
      key: 'landlord',
      label: 'Logements non réservés du bailleur',
      unit: 'bail',
      numerator,
      denominator:
        'Baux des logements non réservés, et de ceux dont l’attribution au candidat du réservataire a échoué',
    },
    {
      key: 'collectivity',
      label: 'Contingents des collectivités',
      unit: 'bail',
      numerator,
      denominator: 'Baux des logements réservés par la collectivité ou le groupement',
    },
    {
      key: 'actionLogement',
      label: 'Contingent d’Action Logement Services',
      unit: 'bail',
      numerator: `${numerator}, salariés ou demandeurs d’emploi`,
      denominator: 'Baux des logements réservés par Action Logement Services',
    },
  ],
  leftOut: [
    'Logements de l’Association Foncière Logement (L313-35) : ils ne sont pas de ce bailleur',
    'Contingents de l’État et des autres réservataires, que ces alinéas ne visent pas',
  ],
  reading:
    'Un réservataire resté silencieux au-delà de son délai est traité comme un candidat dont l’attribution a échoué : le logement compte dans le quart du bailleur. Un ménage prioritaire dont la situation professionnelle est inconnue n’est pas compté pour Action Logement. Les baux à des personnes morales restent au dénominateur.',
};

const kindOfMeasure = {
  landlord: 'quarterLandlord',
  collectivity: 'quarterCollectivity',
  actionLogement: 'quarterActionLogement',
} as const satisfies Readonly<Record<string, LegalKind>>;
type QuarterMeasure = keyof typeof kindOfMeasure;

const measureOfHolder: Readonly<Record<ReservationHolder['kind'], QuarterMeasure | null>> = {
  commune: 'collectivity',
  epci: 'collectivity',
  departement: 'collectivity',
  region: 'collectivity',
  actionLogement: 'actionLogement',
  state: null,
  stateCivilServants: null,
  employer: null,
  other: null,
};

/** The landlord's own quarter, then each holder's, everywhere and by département where it has any lease. */
export function quarters(facts: ReportingFacts, question: Question): Indicator {
  const period = periodOf(question);
  const leases = attributionsIn(facts, period);
  const departements = departementsOf(facts);
  const own = [wholeOf(facts), ...departements].map((place) =>
    quarterFigure(facts, period, { measure: 'landlord', holder: null, place }),
  );
  const held = facts.holders.flatMap((holder) => {
    const measure = measureOfHolder[holder.kind];
    if (measure === null) return [];
    return [wholeOf(facts), ...departements]
      .map((place) => quarterFigure(facts, period, { measure, holder, place }))
      .filter(({ total, place }) => place.within === null || total > 0);
  });
  const others = facts.holders.filter(({ kind }) => measureOfHolder[kind] === null).map(({ id }) => id);
  return {
    definition: quartersDefinition,
    period: question.period,
    asOf: question.asOf,
    figures: [...own, ...held],
    notCounted: [
      ...notCounted(
        'baux de contingents que ces alinéas ne visent pas (État, employeurs, autres)',
        leases.filter(
          ({ holderId, reservationFailed }) =>
            holderId !== null && !reservationFailed && others.includes(holderId),
        ),
      ),
      ...swapsNotCounted(facts, period),
    ],
    tables: [],
    defects: [
      ...defectsOf(
        leases.filter(({ holderId }) => isOf(facts, holderId, 'actionLogement')),
        ['employment'],
      ),
      ...defectsOf(leases, ['label', 'category', 'facts']),
    ],
  };
}

type QuarterQuestion = { measure: QuarterMeasure; holder: ReservationHolder | null; place: PlaceTest };

function quarterFigure(
  facts: ReportingFacts,
  period: Period,
  { measure, holder, place }: QuarterQuestion,
): Figure {
  const territory: Pick<Target['territory'], 'level' | 'code'> =
    holder === null ? { level: 'landlord', code: null } : { level: 'holder', code: holder.id };
  const target = targetOn(kindOfMeasure[measure], territory, period.until, facts);
  const [counts, group] = [targetPopulation(target, facts), targetGroup(target, facts)];
  const leases = attributionsIn(facts, period).filter(
    (lease) => counts(lease, lease.signedOn) && place.holds(lease.insee),
  );
  const within = place.place.level === 'landlord' ? null : place.place;
  return leaseFigure(
    {
      measure,
      place: holder === null ? place.place : holderPlace(holder, within),
      period,
      goal: goalOf(target),
    },
    leases,
    (lease) => {
      const { verdict } = group(lease, lease.signedOn);
      if (verdict !== 'yes') return verdict === 'unknown' ? 'unknown' : 'out';
      return labelStanding(lease);
    },
  );
}

/** A recognition is proved by its date or its ground; a bare mark is only a statement (P-08). */
export function labelStanding({ dalo, priority, facts }: LeaseRecord): Standing {
  if (!dalo && !priority) return 'out';
  const isDated = dalo && (facts?.daloRecognisedOn ?? null) !== null;
  const isNamed = priority && (facts?.categories.length ?? 0) > 0;
  return isDated || isNamed ? 'proved' : 'declared';
}

function isOf(
  { holders }: Pick<ReportingFacts, 'holders'>,
  holderId: string | null,
  kind: ReservationHolder['kind'],
): boolean {
  return holders.some((holder) => holder.id === holderId && holder.kind === kind);
}
