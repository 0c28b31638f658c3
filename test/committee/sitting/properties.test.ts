/** What holds of every sitting, whatever members, ballots and decisions there are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeAttendance } from '../../../src/committee/attendance.ts';
import { type Ballot, countBallots } from '../../../src/committee/ballot.ts';
import { defaultBylaws } from '../../../src/committee/bylaws.ts';
import { acceptCandidates } from '../../../src/committee/decide.ts';
import { type CandidateDecision, decisionKinds } from '../../../src/committee/decision.ts';
import { compareOrder } from '../../../src/committee/departure.ts';
import type { Member } from '../../../src/committee/member.ts';
import { quorumOf } from '../../../src/committee/quorum.ts';
import { reasons } from '../../../src/committee/reasons.ts';
import { type Attendance, type HomeVoices, presences } from '../../../src/committee/session-view.ts';
import { countVote } from '../../../src/committee/tally.ts';
import { ballotsPossible, voicesFor } from '../../../src/committee/voters.ts';
import { sessionDate } from '../../support/make-domain.ts';

const options = { seed: 2026, numRuns: 150 };
const numbers = ['x', 'y', 'z', 'w'];
const bylaws = { ...defaultBylaws('caleol', sessionDate), remote: true, suspensiveDays: 15 };

function member(id: string, overrides: Partial<Member> = {}): Member {
  return {
    id,
    commissionId: 'caleol',
    name: id,
    quality: 'boardMember',
    representsTenants: false,
    territory: null,
    alternateOf: null,
    chair: false,
    accountId: null,
    from: sessionDate,
    until: null,
    ...overrides,
  };
}

const members: readonly Member[] = [
  ...['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((id) => member(id)),
  ...['m1', 'm2'].map((id) => member(`a${id}`, { alternateOf: id })),
  member('prefet', { quality: 'prefet' }),
  member('maire', { quality: 'mayor', territory: '57463' }),
];
const ids = members.map(({ id }) => id);

/** What a secretary may click, in any order. */
const clicks = fc.array(
  fc.record({
    memberId: fc.constantFrom(...ids),
    state: fc.constantFrom(...presences),
    proxyTo: fc.option(fc.constantFrom(...ids)),
  }),
  { maxLength: 40 },
);

/** The room after the clicks that are not refused. */
function roomAfter(
  list: readonly { memberId: string; state: Attendance['state']; proxyTo: string | null }[],
) {
  let attendance: readonly Attendance[] = [];
  for (const click of list) {
    const changed = changeAttendance(
      { mode: 'inPerson', members, bylaws, attendance },
      { ...click, at: new Date('2026-11-21T09:00:00Z') },
    );
    if (!changed.ok) continue;
    const lines = changed.value;
    attendance = [
      ...attendance.filter(({ memberId }) => !lines.some((line) => line.memberId === memberId)),
      ...lines,
    ];
  }
  return attendance;
}

function voicesIn(attendance: readonly Attendance[], withdrawn: readonly string[] = []): HomeVoices {
  return voicesFor({
    home: { insee: '57463' },
    vacancy: { holderId: null },
    members,
    attendance,
    withdrawn: new Set(withdrawn),
    bylaws,
    date: sessionDate,
  });
}

describe('whoever comes and goes', () => {
  it('a seat is counted once, and never more seats than six', () => {
    fc.assert(
      fc.property(clicks, (list) => {
        const attendance = roomAfter(list);
        expect(quorumOf({ members, attendance, bylaws }).reached).toBeLessThanOrEqual(6);
        const { voting } = voicesIn(attendance);
        const seats = voting
          .filter(({ weight }) => weight > 0)
          .map(({ memberId, sitsFor }) => sitsFor ?? memberId);
        expect(new Set(seats).size).toBe(seats.length);
      }),
      options,
    );
  });

  it('every ballot belongs to a seat that is held: proxies never make more', () => {
    fc.assert(
      fc.property(clicks, (list) => {
        const attendance = roomAfter(list);
        const held = attendance.filter(({ state }) => state !== 'absent').length;
        expect(ballotsPossible(voicesIn(attendance))).toBeLessThanOrEqual(held);
      }),
      options,
    );
  });

  it('nobody carries more proxies than the règlement allows, nor for a member who is there', () => {
    fc.assert(
      fc.property(clicks, (list) => {
        const attendance = roomAfter(list);
        const carriers = attendance.flatMap(({ proxyTo }) => proxyTo ?? []);
        for (const carrier of carriers) {
          expect(carriers.filter((one) => one === carrier).length).toBeLessThanOrEqual(1);
          expect(['present', 'remote']).toContain(
            attendance.find(({ memberId }) => memberId === carrier)?.state,
          );
        }
      }),
      options,
    );
  });

  it('an arrival never lowers the quorum, a departure never raises it', () => {
    fc.assert(
      fc.property(clicks, fc.constantFrom(...ids), (list, memberId) => {
        const before = roomAfter(list);
        const reached = quorumOf({ members, attendance: before, bylaws }).reached;
        const arrived = roomAfter([...list, { memberId, state: 'present', proxyTo: null }]);
        expect(quorumOf({ members, attendance: arrived, bylaws }).reached).toBeGreaterThanOrEqual(reached);
        const left = roomAfter([...list, { memberId, state: 'absent', proxyTo: null }]);
        expect(quorumOf({ members, attendance: left, bylaws }).reached).toBeLessThanOrEqual(reached);
      }),
      options,
    );
  });

  it('a member who withdraws carries no ballot and never adds to the quorum', () => {
    fc.assert(
      fc.property(clicks, fc.subarray(ids), (list, withdrawn) => {
        const attendance = roomAfter(list);
        const all = voicesIn(attendance);
        const some = voicesIn(attendance, withdrawn);
        expect(
          some.voting.filter(({ memberId }) => withdrawn.includes(memberId)).map(({ weight }) => weight),
        ).not.toContain(1);
        expect(some.quorum.reached).toBeLessThanOrEqual(all.quorum.reached);
      }),
      options,
    );
  });
});

type Filled = Omit<CandidateDecision, 'number'>;
const filled = { condition: null, criteria: ['income'] };
const own = 'Une précision propre à cette demande.';
/** As a careful secretary fills it in, ranks apart. */
const careful: fc.Arbitrary<Filled> = fc.oneof(
  fc.integer({ min: 1, max: 3 }).map((rank) => ({
    ...filled,
    kind: 'rankedAttribution' as const,
    rank,
    reasons: [],
    note: null,
  })),
  fc
    .subarray(
      reasons.map(({ code }) => code),
      { minLength: 1, maxLength: 2 },
    )
    .map((given) => ({ ...filled, kind: 'nonAttribution' as const, rank: null, reasons: given, note: own })),
);
/** As nobody should. */
const wild: fc.Arbitrary<Filled> = fc.record({
  kind: fc.constantFrom(...decisionKinds),
  rank: fc.option(fc.integer({ min: 1, max: 4 })),
  condition: fc.constant(null),
  reasons: fc.subarray(
    reasons.map(({ code }) => code),
    { maxLength: 2 },
  ),
  note: fc.option(fc.constant(own)),
  criteria: fc.subarray(['composition', 'income']),
});
const decision = fc.oneof({ arbitrary: careful, weight: 9 }, { arbitrary: wild, weight: 1 });
const decisions = fc
  .array(decision, { minLength: numbers.length, maxLength: numbers.length })
  .map((rows) => rows.map((row, index) => ({ ...row, number: numbers[index] ?? '' })));

const facts = {
  candidates: numbers.map((number) => ({
    number,
    proposedRank: null,
    live: true,
    ownershipNotOpposable: false,
    names: [],
  })),
  fragileResidence: false,
  bylaws,
  decidedOn: sessionDate,
};

describe('whatever is filled in', () => {
  it('a decision that stands has each household once, ranks 1 to k, and a lawful reason for each refusal', () => {
    let stood = 0;
    fc.assert(
      fc.property(decisions, (rows) => {
        const accepted = acceptCandidates(facts, rows);
        if (!accepted.ok) return;
        stood += 1;
        expect(accepted.value.map(({ number }) => number).sort()).toEqual([...numbers].sort());
        const ranks = accepted.value.flatMap(({ rank }) => rank ?? []);
        expect(ranks).toEqual(ranks.map((_, index) => index + 1));
        for (const { kind, rank, reasons: given } of accepted.value) {
          const refused = kind === 'nonAttribution' || kind === 'irrecevability';
          expect(rank === null).toBe(refused);
          expect(given.length > 0).toBe(refused);
          expect(given).not.toEqual(['noLocalLink']);
        }
      }),
      { seed: 2026, numRuns: 1500 },
    );
    expect(stood).toBeGreaterThan(15);
  });

  it('an order compared with itself is followed', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(numbers, { minLength: 1 }), (order) => {
        const proposed = order.map((number, index) => ({ number, proposedRank: index + 1 }));
        const ranked = order.map((number, index) => ({ number, rank: index + 1, reasons: [] }));
        expect(compareOrder(proposed, ranked)).toBe('followed');
        if (order.length > 1) {
          const swapped = ranked.map((row) => ({
            ...row,
            rank: row.rank === 1 ? 2 : row.rank === 2 ? 1 : row.rank,
          }));
          expect(compareOrder(proposed, swapped)).toBe('departed');
        }
      }),
      options,
    );
  });
});

/** Everybody there, one ballot each. */
const everybody = voicesIn(
  members.map(({ id }) => ({ memberId: id, state: 'present', proxyTo: null, arrivedAt: null, leftAt: null })),
);
const voters = everybody.voting.map(({ memberId }) => memberId);

describe('whatever members vote', () => {
  it('the winner has most ballots, or as many as another and the mayor with it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: voters.length, maxLength: voters.length }),
        (choices) => {
          const propositions = [0, 1, 2].map((index) => ({
            label: String(index),
            memberIds: voters.filter((_, place) => choices[place] === index),
          }));
          const counted = countVote({ voices: everybody, propositions });
          const sizes = propositions.map(({ memberIds }) => memberIds.length);
          const most = Math.max(...sizes);
          const tied = sizes.filter((size) => size === most).length > 1;
          if (counted.ok) {
            const { winner, castingVote } = counted.value;
            expect(sizes[winner]).toBe(most);
            expect(castingVote !== null).toBe(tied);
            if (tied) expect(propositions[winner]?.memberIds).toContain('maire');
          } else {
            expect(counted.refusal.code).toBe(most === 0 ? 'noVotes' : 'noCastingVote');
          }
        },
      ),
      options,
    );
  });

  it('ballots give ranks without holes, whoever counts them and in whatever order they came', () => {
    const ballot = fc.oneof(
      { arbitrary: fc.shuffledSubarray(numbers), weight: 6 },
      { arbitrary: fc.constant('postpone' as const), weight: 1 },
    );
    fc.assert(
      fc.property(
        fc.array(ballot, { minLength: voters.length, maxLength: voters.length }),
        fc.nat(),
        (cast, turn) => {
          const ballots: Ballot[] = cast.map((wanted, index) => ({
            memberId: voters[index] ?? '',
            content:
              wanted === 'postpone'
                ? wanted
                : numbers.map((number) => {
                    const rank = wanted.indexOf(number) + 1;
                    return {
                      number,
                      kind: rank > 0 ? ('rankedAttribution' as const) : ('nonAttribution' as const),
                      rank: rank > 0 ? rank : null,
                      condition: null,
                      reasons: rank > 0 ? [] : ['sizeMismatch'],
                      note: null,
                      criteria: ['income'],
                    };
                  }),
          }));
          const outcome = countBallots({ voices: everybody, ballots, numbers });
          const turned = [
            ...ballots.slice(turn % ballots.length),
            ...ballots.slice(0, turn % ballots.length),
          ];
          expect(countBallots({ voices: everybody, ballots: turned, numbers })).toEqual(outcome);
          if (outcome.outcome === 'postponed') return;
          expect(acceptCandidates(facts, outcome.candidates).ok).toBe(true);
        },
      ),
      options,
    );
  });
});
