/** Transfers of the demonstration: what officers know of some tenancies, perimeters, requests in every state, meetings. */
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { demoTenant } from './tenant.ts';
import { adaptedHomes, factsOf, makePerimeters } from './transfer-facts.ts';
import {
  type Asker,
  type DemoMeeting,
  type DemoRequest,
  type DemoTransfers,
  idOf,
} from './transfer-model.ts';
import { makeRequests } from './transfer-requests.ts';

const members = ['Camille Weber', 'Sonia Peltier', 'Bruno Lacroix'];

/** Reads the landlord and takes no chance of its other parts. */
export function makeTransfers(demo: DemoLandlord): DemoTransfers {
  const { date } = demo;
  const homeOf = new Map(demo.homes.map((home) => [home.id, home]));
  const tenancyById = new Map(demo.tenancies.map((tenancy) => [tenancy.id, tenancy]));
  const spared = demoTenant(demo).number;
  const askers = demo.applications.flatMap((application): Asker[] => {
    const tenancy = tenancyById.get(application.current.tenancyId ?? '');
    const home = tenancy && homeOf.get(tenancy.homeId);
    if (!tenancy || !home) return [];
    return [{ application, tenancy, home, facts: factsOf(application, home) }];
  });
  const perimeters = makePerimeters(demo, date);
  const requests = makeRequests(
    demo,
    askers.filter(({ application }) => application.number !== spared),
    homeOf,
  );
  return {
    facts: [
      ...askers.map(({ tenancy, facts, application }) => ({
        tenancyId: tenancy.id,
        content: facts,
        asOf: application.renewedOn,
      })),
      ...adaptedHomes(demo, homeOf, date),
    ],
    perimeters,
    requests,
    meetings: makeMeetings(requests, askers, date),
  };
}

/** One that was held a fortnight ago on what is examined and refused now, one to come on what waits. */
function makeMeetings(
  requests: readonly DemoRequest[],
  askers: readonly Asker[],
  date: CivilDate,
): DemoMeeting[] {
  const homeOf = new Map(askers.map(({ tenancy, home }) => [tenancy.id, home]));
  const personsOf = new Map(askers.map(({ tenancy }) => [tenancy.id, tenancy.residents]));
  const examined = requests.filter(({ state }) => state === 'examined' || state === 'refused');
  const waiting = requests.filter(({ state }) => state === 'received').slice(1, 4);
  return [
    {
      id: idOf(800),
      heldOn: addDays(date, -16),
      state: 'closed',
      members,
      items: examined.map((request) => {
        const home = homeOf.get(request.tenancyId);
        const refused = request.state === 'refused';
        return {
          requestId: request.id,
          recommendation: {
            kind: refused ? ('unfavourable' as const) : ('favourable' as const),
            reason: refused ? ('noGround' as const) : null,
            note: null,
          },
          frozen: {
            number: request.number,
            tenancyId: request.tenancyId,
            ground: request.ground,
            tier: request.tier,
            fastLane: request.fastLane,
            receivedOn: request.receivedOn,
            home: home ? `${home.typology} de ${Math.round(home.surfaceM2)} m²` : null,
            persons: personsOf.get(request.tenancyId) ?? null,
            applied: true,
          },
        };
      }),
    },
    {
      id: idOf(801),
      heldOn: addDays(date, 5),
      state: 'planned',
      members,
      items: waiting.map(({ id }) => ({ requestId: id, recommendation: null, frozen: null })),
    },
  ];
}
