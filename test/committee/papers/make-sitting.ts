/** A sitting with its homes and candidates, as the store gives it, for tests of papers: invented and always the same. */
import { defaultBylaws } from '../../../src/committee/bylaws.ts';
import type { Member } from '../../../src/committee/member.ts';
import type { MinutesContent, MinutesDecision, MinutesHome } from '../../../src/committee/minutes-content.ts';
import type {
  AgendaHomeView,
  CandidateView,
  HomeVoices,
  SessionView,
  Voice,
} from '../../../src/committee/session-view.ts';
import { qualityNames } from '../../../src/committee/voters.ts';
import { civilDate } from '../../../src/kernel/civil-date.ts';
import type { CandidateSheet } from '../../../src/matching/run-result.ts';
import { makeHome, makeNumber, makeVacancy, sessionDate } from '../../support/make-domain.ts';

const sessionId = '0199a000-0000-7000-8000-000000000001';

function makeMember(id: string, overrides: Partial<Member> = {}): Member {
  return {
    id,
    commissionId: 'caleol',
    name: `Membre ${id}`,
    quality: 'boardMember',
    representsTenants: false,
    territory: null,
    alternateOf: null,
    chair: false,
    accountId: null,
    from: civilDate('2024-01-01'),
    until: null,
    ...overrides,
  };
}

export const chair = makeMember('admin-1', { name: 'Dominique Schmitt', chair: true });
export const mayor = makeMember('maire', { name: 'Quentin Walter', quality: 'mayor', territory: '57463' });
export const members: readonly Member[] = [
  chair,
  makeMember('admin-2', { name: 'Jean Klein' }),
  makeMember('admin-3', { name: 'Karima Benali' }),
  makeMember('admin-4', { name: 'Louis Schneider' }),
  makeMember('admin-5', { name: 'Marie-Cœlia Fischer' }),
  makeMember('admin-6', { name: 'Nadia Roth', representsTenants: true }),
  makeMember('suppleant-2', { name: 'Łukasz Nowak', alternateOf: 'admin-2' }),
  makeMember('prefet', { name: 'Olivier Garnier', quality: 'prefet', territory: '57' }),
  mayor,
  makeMember('insertion', { name: 'Zoé Noël', quality: 'approvedBody' }),
  makeMember('ccas', { name: 'Agnès Poirot', quality: 'socialAdviser' }),
];

function makeSheet(number: string, overrides: Partial<CandidateSheet> = {}): CandidateSheet {
  return {
    number,
    householdInWords: '2 adultes, 1 enfant de 8 ans',
    persons: 3,
    monthlyResourcesCents: 148_050,
    resourcesEvidence: 'proved',
    seniorityMonths: 38,
    dalo: false,
    priority: false,
    firstQuartile: false,
    transfer: 'none',
    aplCents: 21_400,
    aplEstimated: true,
    netCostCents: 23_600,
    effortRate: 0.159,
    residualPerUnitPerDayCents: 2_280,
    toExamine: [],
    ...overrides,
  };
}

const households = [
  '2 adultes, 1 enfant de 8 ans',
  '1 adulte, 2 enfants de 4 et 11 ans',
  '2 adultes, 3 enfants de 2, 6 et 14 ans, droit de visite pour 1 enfant',
  '1 adulte',
  '2 adultes',
] as const;

function makeCandidate(home: number, index: number): CandidateView {
  const number = makeNumber(home * 10 + index + 1);
  return {
    sessionId,
    vacancyId: `v-h${home}`,
    number,
    position: index,
    proposedRank: index < 3 ? ((index + 1) % 3) + 1 : null,
    totalPoints: index < 3 ? 148 - 7 * index : null,
    origin: index < 3 ? 'proposal' : 'designation',
    sheet: makeSheet(number, {
      householdInWords: households[index % households.length] ?? '1 adulte',
      monthlyResourcesCents: index === 3 ? null : 148_050 - index * 21_300,
      resourcesEvidence: index === 1 ? 'declared' : 'proved',
      seniorityMonths: 38 + index * 11,
      dalo: index === 1,
      priority: index === 1 || index === 2,
      firstQuartile: index === 3 ? null : index === 1,
      transfer: index === 2 ? 'internal' : 'none',
      toExamine: index === 1 ? [{ code: 'resources-declared', reasons: [] }] : [],
    }),
    priorityInWords: index === 2 ? 'absence de logement (L441-1 k)' : null,
    opinions:
      index === 2 && home % 2 === 1
        ? [
            {
              id: `o-${home}`,
              number,
              body: 'Commission sociale interne',
              on: civilDate('2026-11-03'),
              recommendation: 'withSupport',
              followUp: 'socialSupport',
            },
          ]
        : [],
    ownershipNotOpposable: index === 0,
  };
}

function voice({ id, name, quality }: Member): Voice {
  return {
    memberId: id,
    name,
    quality,
    sitsFor: null,
    presence: 'absent',
    weight: 0,
    withdrawn: false,
  };
}

function makeVoices(inMetz: boolean): HomeVoices {
  const voting = members.filter(
    ({ quality, alternateOf }) =>
      alternateOf === null &&
      (quality === 'boardMember' || quality === 'prefet' || (quality === 'mayor' && inMetz)),
  );
  return {
    voting: voting.map(voice),
    consultative: members.filter(({ quality }) => quality === 'approvedBody').map(voice),
    castingVote: null,
    quorum: { required: 4, reached: 0, met: false },
  };
}

const streets = [
  '12 rue des Œillets',
  '3 place de l’Église, bâtiment B, escalier 2',
  '27 boulevard du Général-de-Gaulle',
];

/** The `home`-th home of the agenda; every third one stands in Thionville, out of the mayor's commune. */
export function makeAgendaHome(home: number, candidates = 3): AgendaHomeView {
  const inMetz = home % 3 !== 0;
  const id = `h${home}`;
  return {
    agenda: {
      sessionId,
      vacancyId: `v-${id}`,
      homeId: id,
      position: home,
      state: 'pending',
      exception: null,
      pool: {
        kind: 'general',
        holderId: null,
        gridId: 'grid',
        considered: 1_240,
        outsideWish: 870,
        outsideSizeScale: 211,
        refusedByLaw: 37,
        eligible: 122,
        ruleCounts: [],
      },
      next: Array.from({ length: 5 }, (_, index) => ({
        number: makeNumber(90_000 + home * 10 + index),
        householdInWords: households[index] ?? '1 adulte',
        totalPoints: 118 - index,
      })),
      version: 1,
    },
    home: makeHome(id, {
      insee: inMetz ? '57463' : '57672',
      address: streets[home % streets.length] ?? '',
      typology: 'T3',
      habitableRooms: 3,
      surfaceM2: 63.4,
      rentCents: 41_250,
      qpvCode: home % 2 === 0 ? 'QN05712M' : null,
      rplsId: `RPLS${home}`,
    }),
    vacancy: makeVacancy(id, { availableOn: civilDate('2026-10-12') }),
    communeName: inMetz ? 'Metz' : 'Thionville',
    epciName: inMetz ? 'Metz Métropole' : 'CA Portes de France-Thionville',
    holder:
      home % 4 === 0
        ? {
            id: 'als',
            kind: 'actionLogement',
            name: 'Action Logement Services',
            territory: null,
            flowPermille: 300,
          }
        : null,
    fragileResidence: home === 2,
    adaptedHint: null,
    candidates: Array.from({ length: candidates }, (_, index) => makeCandidate(home, index)),
    candidatesCheck: { state: 'enough', count: candidates },
    voices: makeVoices(inMetz),
    withdrawnMemberIds: [],
    current: null,
    history: [],
    postponement: null,
    remarks: [],
    ballots: { castBy: [], own: null },
  };
}

export function makeSitting(homes: number, candidates: number | ((home: number) => number) = 3): SessionView {
  const count = typeof candidates === 'number' ? () => candidates : candidates;
  return {
    session: {
      id: sessionId,
      commissionId: 'caleol',
      heldOn: sessionDate,
      startsAt: '09:30',
      place: 'Salle du conseil, 1 rue du Pont-des-Morts, Metz',
      mode: 'inPerson',
      kind: 'ordinary',
      state: 'convened',
      bylawsVersion: 1,
      chairMemberId: null,
      runId: null,
      convenedAt: new Date('2026-11-12T08:00:00Z'),
      openedAt: null,
      openUntil: null,
      closedAt: null,
      version: 1,
    },
    commission: { id: 'caleol', name: 'Commission d’attribution (CALEOL)', communes: null },
    bylaws: defaultBylaws('caleol', civilDate('2026-01-21')),
    members,
    attendance: [],
    quorum: { required: 4, reached: 0, met: false },
    homes: Array.from({ length: homes }, (_, index) => makeAgendaHome(index + 1, count(index + 1))),
    viewer: null,
    minutes: null,
  };
}

function makeDecision(number: string, overrides: Partial<MinutesDecision>): MinutesDecision {
  return {
    number,
    kind: 'rankedAttribution',
    kindName: 'Attribution avec classement',
    rank: null,
    condition: null,
    reasons: [],
    note: null,
    criteria: ['Composition du ménage', 'Niveau de ressources', 'Conditions de logement actuelles'],
    dalo: false,
    priority: false,
    firstQuartile: false,
    transfer: 'none',
    origin: 'proposition du calcul',
    missingDocuments: [],
    ...overrides,
  };
}

function makeMinutesHome(position: number): MinutesHome {
  const { home, communeName, candidates } = makeAgendaHome(position);
  const [first, second, third] = candidates.map(({ number }) => number);
  return {
    vacancyId: `v-${home.id}`,
    homeId: home.id,
    rplsId: home.rplsId,
    address: home.address,
    communeName,
    typology: home.typology,
    surfaceM2: home.surfaceM2,
    financing: home.financing,
    qpv: home.qpvCode !== null,
    holderName: null,
    examined: 3,
    eligible: 122,
    exception: null,
    quorum: { required: 4, reached: 5, met: true },
    voting: members
      .filter(({ quality }) => quality === 'boardMember' || quality === 'mayor')
      .slice(0, 6)
      .map(({ name, quality }, index) => ({
        name,
        qualityInWords: qualityNames[quality],
        proxies: index === 0 ? 1 : 0,
      })),
    consultative: [{ name: 'Zoé Noël', qualityInWords: qualityNames.approvedBody }],
    withdrawn: position === 2 ? ['Karima Benali'] : [],
    outcome: 'decided',
    postponedBecause: null,
    decidedAt: '2026-11-21T09:12:00.000Z',
    decisions: [
      makeDecision(first ?? '', {
        kind: 'suspensiveAttribution',
        kindName: 'Attribution sous condition suspensive',
        rank: 1,
        condition: {
          document: 'tax-notice',
          documentName: 'Avis d’imposition 2025',
          dueOn: civilDate('2026-12-06'),
        },
        missingDocuments: ['Avis d’imposition 2025'],
        transfer: 'internal',
      }),
      makeDecision(second ?? '', { rank: 2, dalo: true, priority: true, firstQuartile: true }),
      makeDecision(third ?? '', {
        kind: 'nonAttribution',
        kindName: 'Non-attribution',
        firstQuartile: null,
        reasons: [
          {
            code: 'effortTooHigh',
            sentence:
              'Le loyer et les charges, aide au logement déduite, sont trop élevés au regard des ressources.',
            article: 'CCH L441-1, R441-3-1',
          },
        ],
        note: 'Taux d’effort de 41 % ; reste à vivre de 6 € par jour.',
      }),
    ],
    vote:
      position === 1
        ? {
            propositions: [
              {
                label: 'Ordre proposé',
                voters: ['Dominique Schmitt', 'Karima Benali', 'Quentin Walter'],
                voices: 3,
              },
              { label: 'Inverser les rangs 1 et 2', voters: ['Louis Schneider', 'Nadia Roth'], voices: 3 },
            ],
            winner: 'Ordre proposé',
            castingVote: 'Quentin Walter',
          }
        : null,
    departure:
      position === 2
        ? { label: 'Urgence sociale signalée', note: 'L’hébergement actuel prend fin en janvier.' }
        : null,
    replaced:
      position === 2 ? [{ at: '2026-11-21T09:05:00.000Z', why: 'Le rang 2 avait été saisi deux fois.' }] : [],
  };
}

/** The frozen minutes of a sitting of `homes` homes; the third one is postponed. */
export function makeMinutes(homes: number): MinutesContent {
  return {
    format: 1,
    landlordName: 'Moselle & Meurthe Habitat',
    commissionName: 'Commission d’attribution (CALEOL)',
    heldOn: sessionDate,
    startsAt: '09:30',
    place: 'Salle du conseil, 1 rue du Pont-des-Morts, Metz',
    mode: 'inPerson',
    kind: 'ordinary',
    convenedAt: '2026-11-12T08:00:00.000Z',
    openedAt: '2026-11-21T08:32:00.000Z',
    closedAt: '2026-11-21T11:05:00.000Z',
    bylaws: { version: 1, effectiveOn: civilDate('2026-01-21'), quorumIsDefault: true },
    chairName: 'Dominique Schmitt',
    recordedBy: 'Sophie Œuvrard',
    members: members.map((member) => ({
      name: member.name,
      quality: member.quality,
      qualityInWords: qualityNames[member.quality],
      voice: member.quality === 'approvedBody' ? 'consultative' : 'voting',
      sitsFor: member.alternateOf === null ? null : 'Jean Klein',
      presence:
        member.id === 'admin-2' || member.quality === 'prefet'
          ? 'absent'
          : member.id === 'admin-5'
            ? 'represented'
            : 'present',
      proxyTo: member.id === 'admin-5' ? 'Dominique Schmitt' : null,
      arrivedAt: member.id === 'admin-4' ? '2026-11-21T08:50:00.000Z' : null,
      leftAt: null,
    })),
    quorum: { required: 4, reached: 5, met: true },
    homes: Array.from({ length: homes }, (_, index) => {
      const home = makeMinutesHome(index + 1);
      if (index !== 2) return home;
      return {
        ...home,
        outcome: 'postponed',
        postponedBecause: 'Informations à compléter',
        decidedAt: null,
        decisions: [],
      };
    }),
  };
}

export const proof = {
  contentHash: '3f2a9c41d0be77e5a1c98f6420d3b7ee51aa0c2f9b7d4e6081c3a5f7e9b1d2c4',
  journalSequence: 1412,
  journalHash: 'b81d55e0c7f3429a8d6e1f0b2c4a69783e5d7c9fa1b3d5e7f9021436587a9cbd',
};
