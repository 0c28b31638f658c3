/** Exchanges of the demonstration: wishes that make a circle of three, a pair, a swap of right and two chains, and a plan under way. */
import type { Home } from '../../src/domain/home.ts';
import { addDays, addMonths, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { ExchangeWants } from '../../src/portal/exchanges/wish.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import {
  chainsIn,
  chainTo,
  freeKinds,
  kindOf,
  others,
  pairOf,
  type Sitting,
  sittingTenants,
  suits,
  swapOf,
  tripleOf,
} from './exchange-people.ts';
import { type DemoPlan, type DemoWish, planOf, wantsOf } from './exchange-plan.ts';
import { demoTenant } from './tenant.ts';

export type DemoExchanges = {
  wishes: DemoWish[];
  plan: DemoPlan | null;
};

const ownWords = [
  'Balcon au soleil, école et arrêt de bus à côté.',
  'Calme, une cave et un local à vélos.',
  'Refait il y a deux ans, cuisine séparée.',
];

/** Reads the landlord; the homes of `busy` vacancies start no chain. */
export function makeExchanges(demo: DemoLandlord, busy: ReadonlySet<string>): DemoExchanges {
  const people = sittingTenants(demo);
  const kindsFree = freeKinds(demo);
  const isTaken = ({ home }: Sitting) => kindsFree.has(kindOf(home));
  const used = new Set<string>();
  const wanted = new Map<string, { of: Sitting; targets: Home[] }>();
  const want = (of: Sitting, ...targets: Home[]) => {
    used.add(of.tenancy.id);
    const known = wanted.get(of.tenancy.id);
    wanted.set(of.tenancy.id, { of, targets: [...(known?.targets ?? []), ...targets] });
  };
  const free = () => people.filter(({ tenancy }) => !used.has(tenancy.id));
  // Who would find the same home free already makes no circle.
  const lone = () => free().filter((one) => !isTaken(one));
  const tenant = people.find(({ application }) => application.number === demoTenant(demo).number);
  const partner = tenant && lone().find((one) => one !== tenant && suits(tenant, one) && suits(one, tenant));
  if (tenant) used.add(tenant.tenancy.id);
  if (tenant && partner) {
    want(tenant, partner.home);
    want(partner, tenant.home);
  }
  const asked = tripleOf(lone(), true);
  if (asked) {
    const [a, b, c] = asked;
    want(a, c.home);
    want(b, a.home);
    // Where the second says no, the third and the first still answer each other.
    want(c, b.home, a.home);
  }
  const swap = swapOf(free());
  if (swap) {
    want(swap[0], swap[1].home);
    want(swap[1], swap[0].home);
  }
  for (const vacancy of demo.vacancies.filter((one) => one.holderId === null && !busy.has(one.id))) {
    if (chainsIn(wanted) >= 2) break;
    const home = demo.homes.find(({ id }) => id === vacancy.homeId);
    if (home && ['notice', 'works', 'available'].includes(vacancy.status))
      chainTo(home, demo, free(), kindsFree, want);
  }
  const circle = tripleOf(lone(), false);
  if (circle) {
    const [a, b, c] = circle;
    want(a, c.home);
    want(b, a.home);
    want(c, b.home);
  }
  const pair = pairOf(lone());
  if (pair) {
    want(pair[0], pair[1].home);
    want(pair[1], pair[0].home);
  }
  const matched = [...wanted.values()];
  const places = new Set(matched.map(({ of }) => of.home.insee));
  const unmatched = free()
    .filter(({ application: { wishes } }) =>
      wishes.communes.every(
        (insee) =>
          !places.has(insee) && wishes.typologies.every((typology) => !kindsFree.has(`${insee} ${typology}`)),
      ),
    )
    .slice(0, others);
  const wishes = [
    ...matched.map(({ of, targets }, at) => wishOf(of, wantsOf(targets), at, demo.date)),
    ...unmatched.map((of, at) =>
      wishOf(
        of,
        {
          ...wantsOf([]),
          communes: of.application.wishes.communes,
          typologies: of.application.wishes.typologies,
        },
        at + matched.length,
        demo.date,
      ),
    ),
  ];
  return {
    wishes,
    plan: asked ? planOf(demo, asked, tenant && partner ? [tenant, partner] : null, wishes) : null,
  };
}

function wishOf(
  { application, tenancy }: Sitting,
  wants: ExchangeWants,
  at: number,
  date: CivilDate,
): DemoWish {
  return {
    tenancyId: tenancy.id,
    number: application.number,
    wants,
    words: ownWords[at % (ownWords.length + 1)] ?? null,
    since: addDays(date, -40 + at),
    until: addMonths(date, 5 + (at % 4)),
  };
}
