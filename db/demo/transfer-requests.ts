/** Requests of the demonstration: each state of a request's life, late ones too, in an order that never changes. */
import type { Home } from '../../src/domain/home.ts';
import { addDays, type CivilDate } from '../../src/kernel/civil-date.ts';
import { defaultPortalPolicy, type TransferGround } from '../../src/portal/policy.ts';
import { findingsOf } from '../../src/portal/transfers/finding.ts';
import type { Finding } from '../../src/portal/transfers/finding-content.ts';
import { proposedPlan } from '../../src/portal/transfers/moving-plan.ts';
import { isFastLane, tierOf } from '../../src/portal/transfers/order.ts';
import type { RequestState } from '../../src/portal/transfers/request.ts';
import type { DemoLandlord } from './demo-landlord.ts';
import { makePerimeters } from './transfer-facts.ts';
import { type Asker, type DemoRequest, idOf } from './transfer-model.ts';

const answerDays = defaultPortalPolicy.transferAnswerDays;

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

export function makeRequests(
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
    'La raison : Ce que nous savons de votre situation ne montre aucun des motifs publiés.\n\nLa règle : ordre de priorité publié par le bailleur.\n\nVous n’êtes pas d’accord ? Demandez qu’une autre personne examine votre demande.',
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
