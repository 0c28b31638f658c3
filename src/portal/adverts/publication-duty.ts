/** L-02: vacant homes are published with their description and conditions of access. Which are, which are not, why. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { isDecentOn } from './advert-facts.ts';
import type { AdvertRecord, DeskHome } from './advert-port.ts';

/** Why a vacant home is not published yet. */
export type NotPublished =
  | { because: 'none' | 'withdrawn' | 'draft' | 'review' }
  | { because: 'scheduled'; on: CivilDate };

export type DutyLine = {
  home: DeskHome;
  /** The advert that stands for the home now; null: none, or the last one was withdrawn. */
  advert: AdvertRecord | null;
  missing: NotPublished | null;
};

export type PublicationDuty = {
  /** Homes that are vacant and to let: the duty bears on them. */
  vacant: readonly DutyLine[];
  published: number;
  met: boolean;
  /** Homes that will be: under works, or with a notice. They may be advertised already. */
  coming: readonly DutyLine[];
};

/**
 * The duty over the homes of the desk. A home that the commission decided, that is withdrawn, or that the law forbids to
 * propose (F-06) is out of it.
 */
export function publicationDuty(
  homes: readonly DeskHome[],
  adverts: readonly AdvertRecord[],
  today: CivilDate,
): PublicationDuty {
  const standing = new Map<string, AdvertRecord>();
  const withdrawn = new Set<string>();
  for (const advert of adverts) {
    if (advert.state === 'withdrawn') withdrawn.add(advert.vacancyId);
    else standing.set(advert.vacancyId, advert);
  }
  const lineOf = (home: DeskHome): DutyLine => {
    const advert = standing.get(home.vacancyId) ?? null;
    return { home, advert, missing: missingOf(advert, withdrawn.has(home.vacancyId)) };
  };
  const due = homes.filter(({ decided, facts }) => !decided && isDecentOn(facts, today));
  const vacant = due.filter(({ status }) => status === 'available').map(lineOf);
  const coming = due.filter(({ status }) => status === 'works' || status === 'notice').map(lineOf);
  const published = vacant.filter(({ missing }) => missing === null).length;
  return { vacant, published, met: published === vacant.length, coming };
}

function missingOf(advert: AdvertRecord | null, wasWithdrawn: boolean): NotPublished | null {
  if (advert === null) return { because: wasWithdrawn ? 'withdrawn' : 'none' };
  if (advert.state === 'draft' || advert.state === 'review') return { because: advert.state };
  return advert.state === 'scheduled' ? { because: 'scheduled', on: advert.opensOn } : null;
}
