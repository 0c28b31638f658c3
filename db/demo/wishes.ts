/** Wishes of the demonstration: a few households answered each open advert of a tense place; the tenant's file is left free. */
import type { Application } from '../../src/domain/application.ts';
import { addDays, addYears, type CivilDate, daysBetween } from '../../src/kernel/civil-date.ts';
import type { Advert, InterestSource } from '../../src/portal/advert.ts';

type OpenAdvert = Pick<Advert, 'id' | 'facts' | 'opensOn'>;

export type DemoWish = {
  advertId: string;
  number: string;
  wishOrder: number;
  source: InterestSource;
  expressedOn: CivilDate;
};

const sources: readonly InterestSource[] = ['portal', 'portal', 'telephone', 'portal', 'counter', 'paper'];
const mostAHousehold = 3;
const steps = 7;

/** Between two and eight households an advert, spread over those whose applications name such a home. */
export function makeWishes(
  adverts: readonly OpenAdvert[],
  applications: readonly Application[],
  date: CivilDate,
  leftFree: string,
): DemoWish[] {
  const renewedAfter = addYears(date, -1);
  const free = applications.filter(
    ({ number, status, renewedOn, withoutNumber }) =>
      status === 'live' && renewedOn > renewedAfter && !withoutNumber && number !== leftFree,
  );
  const held = new Map<string, number>();
  return adverts.flatMap(({ id, facts, opensOn }, index) => {
    const wanted = 2 + ((index * 3) % steps);
    const named = free.filter(
      ({ number, wishes }) =>
        wishes.communes.includes(facts.insee) &&
        wishes.typologies.includes(facts.typology) &&
        (held.get(number) ?? 0) < mostAHousehold,
    );
    const every = Math.max(1, Math.floor(named.length / wanted));
    return named
      .filter((_, at) => at % every === index % every)
      .slice(0, wanted)
      .map(({ number }, at) => {
        const wishOrder = (held.get(number) ?? 0) + 1;
        held.set(number, wishOrder);
        return {
          advertId: id,
          number,
          wishOrder,
          source: sources[(index + at) % sources.length] ?? 'portal',
          expressedOn: addDays(opensOn, at % Math.max(1, daysBetween(opensOn, date))),
        };
      });
  });
}
