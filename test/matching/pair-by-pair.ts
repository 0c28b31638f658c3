/**
 * The candidates of a session found the plain way, every household against every home, rule by rule: what the indexed
 * search is checked against. The kind of applicants that a home goes to is taken from the search's own answer, and
 * tested on its own.
 */
import { type Application, isTransfer } from '../../src/domain/application.ts';
import { typologies } from '../../src/domain/home.ts';
import { mayHaveHome, prepareApplicant } from '../../src/law/eligibility.ts';
import { homeUnderLaw } from '../../src/matching/candidates.ts';
import { carriesLabelOf, orientationOf } from '../../src/matching/orientation.ts';
import type { ShortlistResult } from '../../src/matching/run-result.ts';
import type { Snapshot } from '../../src/matching/snapshot.ts';

const levels = ['none', 'stepFree', 'wheelchair'];

/** Numbers of the candidates of one vacancy, sorted. `pool` tells which kind of applicants it was given to. */
export function candidatesPairByPair(
  snapshot: Snapshot,
  vacancyId: string,
  pool: Pick<ShortlistResult['pool'], 'kind' | 'gridId'>,
): string[] {
  const letting = snapshot.vacancies.find(({ vacancy }) => vacancy.id === vacancyId)!;
  const orientation = orientationOf(snapshot, letting);
  const home = homeUnderLaw(snapshot, { home: letting.home, orientation });
  const isDalo = orientation.state === 'daloDesignation';
  const kind = onlyKind(snapshot, pool);
  return snapshot.applications
    .filter((application) => mayHaveHome(prepareApplicant(application, snapshot.date), home).verdict !== 'no')
    .filter((application) => {
      const isDesignated = orientation.designated.has(application.number);
      if (isDalo) return isDesignated;
      if (kind !== null && isTransfer(application) !== (kind === 'transfer')) return false;
      const byMayor = orientation.state === 'failed' && orientation.designated.size > 0;
      if ((orientation.state === 'oriented' || byMayor) && !isDesignated) {
        if (!carriesLabelOf(orientation.holder!, application, snapshot.date)) return false;
      }
      const isOpen = isDesignated || snapshot.sizeScaleOpened?.includes(vacancyId);
      return wishes(application, letting.home) && (isOpen || inScale(snapshot, application, letting.home));
    })
    .map(({ number }) => number)
    .sort();
}

function onlyKind(snapshot: Snapshot, pool: Pick<ShortlistResult['pool'], 'kind' | 'gridId'>) {
  const transferGrid = snapshot.grids.find((grid) => grid.kind === 'transfer');
  if (!transferGrid || transferGrid.conversions.length > 0) return null;
  return pool.gridId === transferGrid.id ? 'transfer' : 'general';
}

function wishes({ wishes: wish }: Application, home: Snapshot['vacancies'][number]['home']): boolean {
  return (
    (wish.communes.length === 0 || wish.communes.includes(home.insee)) &&
    (wish.typologies.length === 0 || wish.typologies.includes(home.typology)) &&
    levels.indexOf(wish.accessibility) <= levels.indexOf(home.accessibility)
  );
}

function inScale(
  { policy }: Snapshot,
  { household }: Application,
  home: Snapshot['vacancies'][number]['home'],
): boolean {
  const sizes = Array.from(
    { length: household.visitingChildren + 1 },
    (_, i) => household.persons.length + i,
  );
  const rows = sizes.map(
    (size) => policy.sizeScale[Math.min(size, policy.sizeScale.length) - 1] ?? typologies,
  );
  return rows.some((row) => row.includes(home.typology));
}
