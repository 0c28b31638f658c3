/** Transfers of the demonstration: what officers know of some tenancies, perimeters, requests in every state, meetings. */
import type { Home } from '../../src/domain/home.ts';
import type { Tenancy } from '../../src/domain/tenancy.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import { defaultPortalPolicy, type TransferGround } from '../../src/portal/policy.ts';
import { type Finding, findingsOf } from '../../src/portal/transfers/finding.ts';
import type { MeetingItem } from '../../src/portal/transfers/meeting.ts';
import { proposedPlan } from '../../src/portal/transfers/moving-plan.ts';
import { isFastLane, tierOf } from '../../src/portal/transfers/order.ts';
import type { RequestDetails, RequestState } from '../../src/portal/transfers/request.ts';
import { noTenancyFacts, type TenancyFacts } from '../../src/portal/transfers/tenancy-facts.ts';
import { chanceOf } from './chance.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { demoTenant } from './tenant.ts';

type Application = DemoLandlord['applications'][number];
type Asker = { application: Application; tenancy: Tenancy; home: Home; facts: TenancyFacts };

export type DemoFacts = { tenancyId: string; content: TenancyFacts; asOf: CivilDate };
export type DemoPerimeter = {
  id: string;
  kind: 'sale' | 'demolition' | 'changeOfUse';
  name: string;
  authorisedOn: CivilDate | null;
  source: string;
  homeIds: string[];
};
export type DemoRequest = {
  id: string;
  number: string | null;
  tenancyId: string;
  ground: TransferGround;
  origin: 'tenant' | 'finding' | 'landlord';
  state: RequestState;
  tier: number;
  fastLane: boolean;
  /** True: followed by the demonstration's officer. */
  followed: boolean;
  receivedOn: CivilDate;
  dueOn: CivilDate;
  details: Partial<RequestDetails>;
};
export type DemoMeeting = {
  id: string;
  heldOn: CivilDate;
  state: 'planned' | 'closed';
  members: string[];
  items: MeetingItem[];
};
export type DemoTransfers = {
  facts: DemoFacts[];
  perimeters: DemoPerimeter[];
  requests: DemoRequest[];
  meetings: DemoMeeting[];
};

const members = ['Camille Weber', 'Sonia Peltier', 'Bruno Lacroix'];
const answerDays = defaultPortalPolicy.transferAnswerDays;

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

/** What the application tells of the tenancy; a share of what it does not is left unknown, as in life. */
function factsOf(application: Application, home: Home): TenancyFacts {
  const chance = chanceOf(Number(application.number.slice(7, 13)));
  const { persons, visitingChildren } = application.household;
  return {
    ...noTenancyFacts,
    holderName: application.name,
    holderBornOn: persons[0]?.bornOn ?? null,
    disabledOrDependent: persons.some(({ disabled }) => disabled === true),
    visitingChildren,
    professionalRooms: chance.happens(0.8) ? 0 : null,
    qpvAtEntry: home.qpvCode !== null ? true : chance.happens(0.7) ? false : null,
    fragile: chance.happens(0.1),
    depositCents: home.rentCents,
    arrears: application.arrears,
  };
}

/** Homes adapted once for somebody who no longer lives there (F-04), known by their officers. */
function adaptedHomes(demo: DemoLandlord, homeOf: ReadonlyMap<string, Home>, date: CivilDate): DemoFacts[] {
  return demo.tenancies
    .filter(
      ({ applicationNumber, homeId }) =>
        applicationNumber === null && homeOf.get(homeId)?.accessibility === 'wheelchair',
    )
    .slice(0, 3)
    .map(({ id }, index) => ({
      tenancyId: id,
      asOf: addDays(date, -40 - index),
      content: {
        ...noTenancyFacts,
        holderBornOn: index === 1 ? addDays(date, -365 * 71) : addDays(date, -365 * 48),
        adaptedHome: true,
        disabledOccupantLeft: true,
        dependantDied: index === 2,
        disabledOrDependent: false,
        professionalRooms: 0,
        visitingChildren: 0,
      },
    }));
}

/** A demolition and a sale that are authorised, a change of use that waits. Each in one residence. */
function makePerimeters(demo: DemoLandlord, date: CivilDate): DemoPerimeter[] {
  const vacant = new Set(demo.vacancies.map(({ homeId }) => homeId));
  const byResidence = new Map<string, string[]>();
  for (const home of demo.homes) {
    if (home.residence === null || vacant.has(home.id)) continue;
    const list = byResidence.get(home.residence);
    if (list) list.push(home.id);
    else byResidence.set(home.residence, [home.id]);
  }
  const residences = [...byResidence].filter(([, homeIds]) => homeIds.length >= 4).slice(0, 3);
  const kinds = [
    ['demolition', 'Démolition', -250, 'Convention de renouvellement urbain (exemple inventé)'],
    ['sale', 'Vente', -120, 'Autorisation de vente du préfet (exemple inventé)'],
    ['changeOfUse', 'Changement d’usage', null, 'Dossier déposé (exemple inventé)'],
  ] as const;
  return residences.flatMap(([residence, homeIds], index) => {
    const kind = kinds[index];
    if (!kind) return [];
    const [name, title, days, source] = kind;
    return [
      {
        id: idOf(900 + index),
        kind: name,
        name: `${title}, ${residence}`,
        authorisedOn: days === null ? null : addDays(date, days),
        source,
        homeIds: homeIds.slice(0, 12),
      },
    ];
  });
}

type Wanted = {
  state: RequestState;
  /** Days before the fixed day on which it came, and from it to the next answer (negative: late). */
  came: number;
  due: number;
  followed: boolean;
  ground: TransferGround;
  words?: string;
};

// In the order of the list: what tests and pictures find stays where it is.
const wanted: readonly Wanted[] = [
  { state: 'received', came: 19, due: -4, followed: false, ground: 'underOccupied' },
  { state: 'received', came: 6, due: 9, followed: true, ground: 'overOccupied' },
  {
    state: 'received',
    came: 5,
    due: 10,
    followed: true,
    ground: 'effort',
    words: 'Le loyer est devenu trop lourd depuis que nous ne sommes plus que deux.',
  },
  { state: 'received', came: 4, due: 11, followed: false, ground: 'family' },
  {
    state: 'received',
    came: 2,
    due: 13,
    followed: false,
    ground: 'workplace',
    words: 'Je travaille à l’autre bout de l’agglomération.',
  },
  {
    state: 'received',
    came: 1,
    due: 14,
    followed: false,
    ground: 'comfort',
    words: 'Je voudrais un balcon.',
  },
  { state: 'examined', came: 34, due: 1, followed: true, ground: 'overOccupied' },
  { state: 'examined', came: 31, due: 2, followed: true, ground: 'family' },
  { state: 'refused', came: 40, due: -12, followed: true, ground: 'comfort' },
  { state: 'accepted', came: 50, due: 5, followed: true, ground: 'underOccupied' },
  { state: 'searching', came: 90, due: -2, followed: true, ground: 'underOccupied' },
  { state: 'searching', came: 75, due: 6, followed: true, ground: 'effort' },
  { state: 'searching', came: 120, due: 8, followed: true, ground: 'priority' },
  { state: 'searching', came: 61, due: 9, followed: true, ground: 'workplace' },
  { state: 'proposed', came: 140, due: 3, followed: true, ground: 'family' },
  { state: 'moving', came: 170, due: 7, followed: true, ground: 'underOccupied' },
  { state: 'done', came: 260, due: -60, followed: true, ground: 'overOccupied' },
  { state: 'closed', came: 200, due: -90, followed: true, ground: 'comfort' },
];

function makeRequests(
  demo: DemoLandlord,
  askers: readonly Asker[],
  homeOf: ReadonlyMap<string, Home>,
): DemoRequest[] {
  const { date } = demo;
  const freeing = demo.vacancies.filter(({ status }) => status === 'notice');
  const free = [...askers];
  const taken = wanted.flatMap((one, index): DemoRequest[] => {
    const noticed = freeing.find(({ homeId }) => homeOf.has(homeId));
    const isSuited = (asker: Asker) =>
      one.state !== 'searching' || freeing.some(({ homeId }) => suits(asker, homeOf.get(homeId), one.ground));
    const shows = (asker: Asker) => groundsOf(asker, date).includes(one.ground);
    const isOccupancy = one.ground === 'underOccupied' || one.ground === 'overOccupied';
    const chosen =
      free.find((asker) => isSuited(asker) && (!isOccupancy || shows(asker))) ??
      free.find((asker) => !isOccupancy || shows(asker)) ??
      free[0];
    if (!chosen) return [];
    free.splice(free.indexOf(chosen), 1);
    return [requestOf(one, index, chosen, date, noticed)];
  });
  const unregistered = unregisteredRequest(demo, homeOf);
  return unregistered === null ? taken : [...taken, unregistered];
}

function groundsOf({ application, tenancy, home, facts }: Asker, date: CivilDate): Finding['ground'][] {
  return findingsOf(
    {
      tenancy,
      home,
      facts,
      factsAsOf: application.renewedOn,
      application: {
        household: application.household,
        accessibility: application.wishes.accessibility,
        asOf: application.renewedOn,
      },
      perimeters: [],
      tenseZone: null,
    },
    date,
  ).map(({ ground }) => ground);
}

function suits({ application, home }: Asker, offered: Home | undefined, ground: TransferGround): boolean {
  if (!offered || offered.id === home.id) return false;
  const cheaper =
    ground !== 'underOccupied' && ground !== 'effort' ? true : offered.rentCents < home.rentCents;
  return (
    cheaper &&
    application.wishes.communes.includes(offered.insee) &&
    application.wishes.typologies.includes(offered.typology)
  );
}

function requestOf(
  one: Wanted,
  index: number,
  { application, tenancy, home, facts }: Asker,
  date: CivilDate,
  noticed: DemoLandlord['vacancies'][number] | undefined,
): DemoRequest {
  const receivedOn = addDays(date, -one.came);
  const examined = one.state !== 'received' && one.state !== 'closed';
  const lastAnswerOn = addDays(date, one.due - answerDays);
  const plan = proposedPlan(addDays(date, -12), facts.depositCents);
  return {
    id: idOf(index + 1),
    number: application.number,
    tenancyId: tenancy.id,
    ground: one.ground,
    origin: index === 0 || index === 9 ? 'finding' : 'tenant',
    state: one.state,
    tier: tierOf(defaultPortalPolicy, one.ground),
    fastLane: isFastLane(defaultPortalPolicy, home.typology),
    followed: one.followed,
    receivedOn,
    dueOn: addDays(date, one.due),
    details: {
      words: one.words ?? null,
      wishes: {
        communes: application.wishes.communes,
        typologies: application.wishes.typologies,
      },
      examination: examined
        ? {
            on: addDays(receivedOn, 14),
            meetingId: null,
            recommendation: one.state === 'refused' ? 'unfavourable' : 'favourable',
            reason: one.state === 'refused' ? 'noGround' : null,
            note: null,
            by: 'Camille Weber',
          }
        : null,
      refusal:
        one.state === 'refused'
          ? { reason: 'noGround', note: null, by: 'Camille Weber', on: lastAnswerOn }
          : null,
      closing: one.state === 'closed' ? { reason: 'withdrawn', by: 'Camille Weber', on: lastAnswerOn } : null,
      proposal:
        one.state === 'proposed' && noticed
          ? { vacancyId: noticed.id, homeId: noticed.homeId, on: lastAnswerOn }
          : null,
      plan: one.state === 'moving' ? plan : null,
      answers: [
        {
          on: lastAnswerOn < receivedOn ? receivedOn : lastAnswerOn,
          text: answerTexts[one.state],
          nextOn: one.state === 'done' || one.state === 'closed' ? null : addDays(date, one.due),
        },
      ],
    },
  };
}

const answerTexts: Readonly<Record<RequestState, string>> = {
  received:
    'Nous avons reçu votre demande. Nous allons l’examiner, dans l’ordre de priorité publié, qui est le même pour tous.',
  examined: 'Votre demande a été examinée. Une personne va maintenant décider de la suite.',
  accepted: 'Nous acceptons votre demande. Nous allons chercher un logement.',
  searching: 'La recherche d’un logement continue. Aucun logement ne convient encore.',
  proposed: 'Un logement peut vous convenir. Il passera devant la commission d’attribution, qui décide.',
  moving: 'Votre déménagement se prépare. Le plan complet est sur votre page.',
  done: 'Vous avez changé de logement. Nous fermons votre demande.',
  refused:
    'La raison : Ce que nous savons de votre situation ne montre aucun des motifs publiés.\n\nVous n’êtes pas d’accord ? Demandez qu’une autre personne examine votre demande.',
  closed: 'Vous nous avez dit que vous ne souhaitez plus changer de logement.',
};

/** A tenant of a home to demolish, not registered in the national register yet. */
function unregisteredRequest(demo: DemoLandlord, homeOf: ReadonlyMap<string, Home>): DemoRequest | null {
  const [demolition] = makePerimeters(demo, demo.date);
  const tenancy = demo.tenancies.find(
    ({ homeId, applicationNumber }) =>
      applicationNumber === null && demolition?.homeIds.includes(homeId) === true,
  );
  const home = tenancy && homeOf.get(tenancy.homeId);
  if (!tenancy || !home) return null;
  return {
    id: idOf(wanted.length + 1),
    number: null,
    tenancyId: tenancy.id,
    ground: 'relocation',
    origin: 'landlord',
    state: 'received',
    tier: tierOf(defaultPortalPolicy, 'relocation'),
    fastLane: isFastLane(defaultPortalPolicy, home.typology),
    followed: true,
    receivedOn: addDays(demo.date, -8),
    dueOn: addDays(demo.date, 7),
    details: {},
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
      heldOn: addDays(date, -14),
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

/** The same identifier everywhere: pictures and tests name what they show. */
function idOf(serial: number): string {
  return `0199a000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}
