/** The steps between a live application and the law, as answers with reasons: pool, wish, size. For whoever asks why. */
import { type Application, isTransfer } from '../domain/application.ts';
import { answer, fact } from '../law/outcome.ts';
import { priorityLabels } from '../law/priority.ts';
import { allOf, type Outcome, type Verdict } from '../law/rule.ts';
import {
  accessibilityLevel,
  communePlace,
  scaleTypologies,
  typologyBit,
  wishedTypologies,
} from './applicant-index.ts';
import { interestReader } from './interests.ts';
import { carriesLabelOf } from './orientation.ts';
import type { PoolChoice } from './pool.ts';
import type { Snapshot } from './snapshot.ts';

/** Codes of these answers, beside those of orientation and pool. */
export const poolCheckCodes = [
  'designated-for-this-home',
  'carries-holder-label',
  'neither-designated-nor-labelled',
  'kind-drawn-on',
  'other-kind-drawn-on',
  'commune-wished',
  'commune-not-wished',
  'typology-wished',
  'typology-not-wished',
  'accessibility-offered',
  'accessibility-not-offered',
  'prefet-perimeter',
  'asked-on-advert',
  'not-asked-on-advert',
  'within-size-scale',
  'outside-size-scale',
  'size-scale-opened',
  'designated-beyond-scale',
] as const;

type Code = (typeof poolCheckCodes)[number];

/** What the household asked for in its application; no rule of law refuses anything here. */
const wishArticle = 'CCH R441-2-2';

/** Whether the home draws on the household: its holder's designation or label, and the kind that its grid ranks. */
export function drawnOn(
  snapshot: Pick<Snapshot, 'date'>,
  pool: PoolChoice,
  application: Application,
): Outcome {
  const { orientation, only } = pool;
  const outcomes: Outcome[] = [{ verdict: 'yes', because: pool.reasons, missing: [], awaiting: [] }];
  const isDesignated = orientation.designated.has(application.number);
  if (pool.kind === 'holder' || pool.kind === 'daloDesignation') {
    const { holder } = orientation;
    const isLabelled =
      pool.kind === 'holder' && holder !== null && carriesLabelOf(holder, application, snapshot.date);
    const facts = [fact('holder', holder?.name ?? null)];
    outcomes.push(
      isDesignated
        ? answer('Q-11', 'yes', 'designated-for-this-home', facts)
        : isLabelled
          ? answer('Q-11', 'yes', 'carries-holder-label', facts)
          : answer('Q-11', 'no', 'neither-designated-nor-labelled', facts),
    );
  }
  if (only !== null) {
    const own = isTransfer(application) ? 'transfer' : 'general';
    const facts = [fact('pool', only), fact('kind', own)];
    outcomes.push(
      own === only
        ? answer('S-03', 'yes', 'kind-drawn-on', facts)
        : answer('S-03', 'no', 'other-kind-drawn-on', facts),
    );
  }
  return allOf(outcomes);
}

/**
 * Whether the household asked for the home: its application names the commune and the typology, or it asked for this very
 * home on its advert; and the home offers the accessibility that it needs. `narrowed`: the home is proposed among those
 * who asked on its advert, the designated and recognised DALO households.
 */
export function wishedHome(
  snapshot: Pick<Snapshot, 'date' | 'interests'>,
  pool: PoolChoice,
  application: Application,
  narrowed = false,
): Outcome {
  const { home } = pool;
  if (pool.kind === 'daloDesignation') return wish('yes', 'prefet-perimeter', 'insee', home.insee);
  const accessible =
    accessibilityLevel(application.wishes.accessibility) <= accessibilityLevel(home.accessibility);
  return allOf([
    ...askedFor(snapshot, pool, application, narrowed),
    accessible
      ? wish('yes', 'accessibility-offered', 'accessibility', home.accessibility)
      : wish('no', 'accessibility-not-offered', 'accessibility', home.accessibility),
  ]);
}

function askedFor(
  { date, interests }: Pick<Snapshot, 'date' | 'interests'>,
  { home, vacancy, orientation }: PoolChoice,
  application: Application,
  narrowed: boolean,
): Outcome[] {
  const interest = interestReader(interests).ofHome(vacancy.id);
  if (interest?.wishes.has(application.number))
    return [wish('yes', 'asked-on-advert', 'vacancy', vacancy.id)];
  const typology = (wishedTypologies(application) & typologyBit(home.typology)) !== 0;
  const staysWithout =
    orientation.designated.has(application.number) || priorityLabels(application.labels, date).dalo;
  return [
    communePlace(application, home.insee) >= 0
      ? wish('yes', 'commune-wished', 'insee', home.insee)
      : wish('no', 'commune-not-wished', 'insee', home.insee),
    typology
      ? wish('yes', 'typology-wished', 'typology', home.typology)
      : wish('no', 'typology-not-wished', 'typology', home.typology),
    ...(narrowed && !staysWithout ? [wish('no', 'not-asked-on-advert', 'vacancy', vacancy.id)] : []),
  ];
}

/** Whether the landlord's published scale looks for the household in this typology; an officer may open the home. */
export function withinSizeScale(
  snapshot: Pick<Snapshot, 'policy' | 'sizeScaleOpened'>,
  pool: PoolChoice,
  application: Application,
): Outcome {
  const { home, vacancy, orientation } = pool;
  const facts = [
    fact('persons', application.household.persons.length),
    fact('visitingChildren', application.household.visitingChildren),
    fact('typology', home.typology),
  ];
  if ((scaleTypologies(application, snapshot.policy) & typologyBit(home.typology)) !== 0) {
    return answer('F-01', 'yes', 'within-size-scale', facts);
  }
  if (snapshot.sizeScaleOpened?.includes(vacancy.id))
    return answer('F-01', 'yes', 'size-scale-opened', facts);
  return orientation.designated.has(application.number)
    ? answer('F-01', 'yes', 'designated-beyond-scale', facts)
    : answer('F-01', 'no', 'outside-size-scale', facts);
}

function wish(verdict: Verdict, code: Code, field: string, value: string): Outcome {
  return {
    verdict,
    because: [{ rule: 'demande', article: wishArticle, verdict, code, facts: [fact(field, value)] }],
    missing: [],
    awaiting: [],
  };
}
