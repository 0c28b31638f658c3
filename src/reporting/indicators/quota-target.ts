/** The objective that applies in a territory: what was entered for the year, else the share of the Code (al. 30). */
import type { Target } from '../../domain/target.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { yearOf } from '../../kernel/civil-date.ts';
import { type ObligationId, obligationShare } from '../../law/obligation-figures.ts';
import { q1ThresholdOn } from '../../law/quartile.ts';
import type { LeaseRecord, ReportingFacts } from '../facts.ts';
import { type Standing, targetIn } from './count.ts';
import { epcisOf, type PlaceTest } from './places.ts';

const shareOfLaw = {
  q1OutsideQpv: 'quota.q1OutsideQpv',
  nonQ1InQpv: 'quota.nonQ1InQpv',
  quarterLandlord: 'quota.priorityQuarter',
  quarterCollectivity: 'quota.priorityQuarter',
  quarterActionLogement: 'quota.priorityQuarter',
} as const satisfies Partial<Record<Target['kind'], ObligationId>>;

export type LegalKind = keyof typeof shareOfLaw;

/** The target of a kind for a territory on a day; its goal is `none` only where no figure of law is loaded. */
export function targetOn(
  kind: LegalKind,
  territory: Pick<Target['territory'], 'level' | 'code'>,
  on: CivilDate,
  { targets }: Pick<ReportingFacts, 'targets'>,
): Target {
  const year = yearOf(on);
  const entered = targetIn(
    targets,
    kind,
    year,
    ({ level, code }) => level === territory.level && code === territory.code,
  );
  if (entered) return entered;
  const share = obligationShare(shareOfLaw[kind], on);
  return {
    id: `${kind}-${territory.code ?? 'landlord'}-${year}`,
    kind,
    name: kind,
    class: 'statutory',
    year,
    territory: { ...territory, communes: null },
    goal: share === null ? { kind: 'none', because: 'empty' } : { kind: 'share', share: share.valueOf() },
    source: 'CCH L441-1',
  };
}

/** EPCI of the landlord that the yearly order lists on a day: only those have a quartile. */
export function epcisOfOrder(
  facts: Pick<ReportingFacts, 'landlord' | 'stock' | 'leases'>,
  on: CivilDate,
): { listed: PlaceTest[]; isLoaded: boolean } {
  const all = epcisOf(facts, on);
  const isListed = ({ place }: PlaceTest) =>
    place.code !== null && (q1ThresholdOn(on, place.code)?.thresholdCents ?? null) !== null;
  return {
    listed: all.filter(isListed),
    isLoaded: all.every(({ place }) => place.code === null || q1ThresholdOn(on, place.code) !== null),
  };
}

/** How the income that made a quartile was known; a statement where nothing says that a document was seen. */
export function incomeStanding({ facts }: LeaseRecord): Standing {
  return facts?.income === 'proved' ? 'proved' : 'declared';
}
