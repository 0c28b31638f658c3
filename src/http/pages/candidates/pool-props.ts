/** What the page of a pool and its sections are given, and how a home to let is named and addressed. */
import type { PoolPage as FoundPage, PoolFilter } from '../../../committee/candidates/pool-filter.ts';
import type { ContactOutcome, KnownHousehold, PoolHome } from '../../../committee/candidates/pool-port.ts';
import { geography } from '../../../domain/territory.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { HomePool, PoolDetail } from '../../../matching/pool-shape.ts';
import { homeTitle } from '../../../views/run-view.ts';
import type { PageFrame } from '../layout.tsx';

export type PoolPageProps = {
  frame: PageFrame;
  place: PoolHome;
  pool: HomePool;
  filter: PoolFilter;
  /** The name or number that was searched; empty: none. */
  searched: string;
  found: FoundPage;
  /** Households that answered the home's advert, in their own order; null without an advert. */
  asked: ReadonlyMap<string, number> | null;
  details: ReadonlyMap<string, PoolDetail>;
  known: ReadonlyMap<string, KnownHousehold>;
  contacts: ReadonlyMap<string, ContactOutcome>;
  today: CivilDate;
  /** Numbers that stand in a pair of likely duplicates that nobody has judged. */
  doubtful: ReadonlySet<string>;
  /** Reference of a household's file, for addresses. */
  fileRef: (number: string) => string;
};

/** "T3 de 63 m² à Metz" from a home to let. */
export function titleOf({ home }: Pick<PoolHome, 'home'>): string {
  return homeTitle({ home, communeName: geography().communes.get(home.insee)?.name ?? home.insee });
}

export function poolPath(vacancyId: string): string {
  return `/agent/logements/${encodeURIComponent(vacancyId)}/candidats`;
}
