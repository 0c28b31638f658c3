/** The rules of a sitting that cases may call by name: voices, quorum, three candidates, decisions, votes, ballots. */
import { z } from 'zod';
import { countBallots } from '../../../src/committee/ballot.ts';
import { type Bylaws, defaultBylaws } from '../../../src/committee/bylaws.ts';
import { acceptException, checkCandidates } from '../../../src/committee/candidates-rule.ts';
import { ballotsOver, convocationRefusal } from '../../../src/committee/convocation.ts';
import { acceptDecision } from '../../../src/committee/decide.ts';
import { decisionKinds } from '../../../src/committee/decision.ts';
import { compareOrder } from '../../../src/committee/departure.ts';
import { type Member, memberQualities } from '../../../src/committee/member.ts';
import { forbiddenInNote } from '../../../src/committee/note-check.ts';
import { candidateOrigins, sessionModes } from '../../../src/committee/session.ts';
import { orderStatementSchema } from '../../../src/committee/session-port.ts';
import {
  type Attendance,
  type HomeVoices,
  presences,
  type Voice,
} from '../../../src/committee/session-view.ts';
import { countVote } from '../../../src/committee/tally.ts';
import { voicesFor } from '../../../src/committee/voters.ts';
import { civilDate, civilDateSchema } from '../../../src/kernel/civil-date.ts';
import { callable } from './callable.ts';

const day = civilDate('2026-11-21');

const memberRow = z.object({
  id: z.string(),
  quality: z.enum(memberQualities),
  territory: z.string().nullable().default(null),
  alternateOf: z.string().nullable().default(null),
  presence: z.enum(presences).default('present'),
  proxyTo: z.string().nullable().default(null),
  withdrawn: z.boolean().default(false),
});

function bylawsWith(change: Partial<Bylaws>): Bylaws {
  return { ...defaultBylaws('caleol', day), ...change };
}

function memberOf({ id, quality, territory, alternateOf }: z.infer<typeof memberRow>): Member {
  return {
    id,
    commissionId: 'caleol',
    name: id,
    quality,
    representsTenants: false,
    territory,
    alternateOf,
    chair: false,
    accountId: null,
    from: day,
    until: null,
  };
}

function attendanceRow({ id, presence, proxyTo }: z.infer<typeof memberRow>): Attendance {
  return { memberId: id, state: presence, proxyTo, arrivedAt: null, leftAt: null };
}

/** So many voters, one ballot each; the last one is the mayor where there is one. */
function voicesOf(voters: readonly string[], mayor: string | null): HomeVoices {
  const voting: Voice[] = voters.map((id) => ({
    memberId: id,
    name: id,
    quality: id === mayor ? 'mayor' : 'boardMember',
    sitsFor: null,
    presence: 'present',
    weight: 1,
    withdrawn: false,
  }));
  const quorum = { required: 1, reached: voters.length, met: true };
  return { voting, consultative: [], castingVote: mayor, quorum };
}

const decisionRow = z.object({
  number: z.string(),
  kind: z.enum(decisionKinds),
  rank: z.number().nullable().default(null),
  condition: z.object({ document: z.string(), dueOn: civilDateSchema }).nullable().default(null),
  reasons: z.array(z.string()).default([]),
  note: z.string().nullable().default(null),
  criteria: z.array(z.string()).default(['composition']),
});

export const sittingRules = {
  homeVoices: callable(
    z.object({
      commune: z.string(),
      holder: z.string().nullable().default(null),
      quorum: z.number().default(4),
      socialAdvisers: z.enum(['heard', 'observer', 'notInvited']).default('heard'),
      members: z.array(memberRow),
      date: civilDateSchema.default(day),
    }),
    (input) => {
      const voices = voicesFor({
        home: { insee: input.commune },
        vacancy: { holderId: input.holder },
        members: input.members.map(memberOf),
        attendance: input.members.map(attendanceRow),
        withdrawn: new Set(input.members.filter(({ withdrawn }) => withdrawn).map(({ id }) => id)),
        bylaws: bylawsWith({ quorum: input.quorum, socialAdvisers: input.socialAdvisers }),
        date: input.date,
      });
      const can = voices.voting.filter(({ weight }) => weight > 0);
      return {
        vote: can.map(({ memberId }) => memberId),
        ballots: can.reduce((sum, { weight }) => sum + weight, 0),
        heard: voices.consultative.map(({ memberId }) => memberId),
        castingVote: voices.castingVote,
        quorumReached: voices.quorum.reached,
        quorumMet: voices.quorum.met,
      };
    },
  ),
  threeCandidates: callable(
    z.object({
      origins: z.array(z.enum(candidateOrigins)),
      adaptedPlai: z.boolean().default(false),
      /** Households that the search found eligible; null: no search was run. */
      eligible: z.number().nullable(),
      declined: z.number().default(0),
      poolKind: z.enum(['general', 'daloDesignation', 'holder']).default('general'),
      exception: z.enum(['notEnoughCandidates', 'daloDesignation', 'adaptedPlai']).nullable().default(null),
      /** A public advert that has closed; null: none. */
      advert: z
        .object({
          continuous: z.boolean(),
          interested: z.number(),
          /** The first day on which what was posted in time has come. */
          countsFrom: civilDateSchema.default(day),
        })
        .nullable()
        .default(null),
    }),
    (input) => {
      const pool =
        input.eligible === null
          ? null
          : {
              kind: input.poolKind,
              holderId: null,
              gridId: 'g',
              considered: input.eligible,
              outsideWish: 0,
              outsideSizeScale: 0,
              refusedByLaw: 0,
              eligible: input.eligible,
              ruleCounts: [],
            };
      const recorded =
        input.exception === null
          ? null
          : { ground: input.exception, evidence: 'Ce que montre la recherche.', on: day };
      const facts = {
        home: { adaptedPlai: input.adaptedPlai },
        agenda: { pool, exception: recorded },
        candidates: input.origins.map((origin) => ({ origin })),
        declined: input.declined,
        searchedOn: input.eligible === null ? null : day,
        advert: input.advert && {
          continuous: input.advert.continuous,
          closings: [{ ...input.advert, sentence: 'Annonce publiée.' }],
        },
        heldOn: day,
      };
      const check = checkCandidates(facts);
      const accepted = recorded === null ? null : acceptException(facts, recorded, day);
      return {
        state: check.state,
        possible: check.state === 'blocked' ? (check.possible?.ground ?? null) : undefined,
        accepted: accepted === null ? undefined : accepted.ok,
      };
    },
  ),
  decision: callable(
    z.object({
      decisions: z.array(decisionRow),
      /** Candidates of the home; those decided where left out. */
      candidates: z.array(z.string()).optional(),
      proposed: z.array(z.string()).default([]),
      order: orderStatementSchema.nullable().default(null),
      fragileResidence: z.boolean().default(false),
      suspensiveDays: z.number().default(15),
      ownershipNotOpposable: z.array(z.string()).default([]),
      /** Housed or removed since the agenda was sent. */
      ended: z.array(z.string()).default([]),
      names: z.array(z.string()).default([]),
      date: civilDateSchema.default(day),
    }),
    (input) => {
      const numbers = input.candidates ?? input.decisions.map(({ number }) => number);
      const answer = acceptDecision(
        {
          candidates: [...new Set(numbers)].map((number) => ({
            number,
            proposedRank: input.proposed.includes(number) ? input.proposed.indexOf(number) + 1 : null,
            live: !input.ended.includes(number),
            ownershipNotOpposable: input.ownershipNotOpposable.includes(number),
            names: input.names,
          })),
          fragileResidence: input.fragileResidence,
          bylaws: { suspensiveDays: input.suspensiveDays },
          decidedOn: input.date,
          voices: voicesOf([], null),
        },
        { candidates: input.decisions, vote: null, order: input.order },
      );
      if (!answer.ok) return { accepted: false, ...answer.refusal };
      return {
        accepted: true,
        order: answer.value.candidates.map(({ number }) => number),
        departure: answer.value.departure?.reason ?? null,
        due: answer.value.dueProposals,
      };
    },
  ),
  splitVote: callable(
    z.object({
      mayor: z.string().nullable().default(null),
      voters: z.array(z.string()),
      propositions: z.record(z.string(), z.array(z.string())),
    }),
    (input) => {
      const labels = Object.keys(input.propositions);
      const propositions = labels.map((label) => ({ label, memberIds: input.propositions[label] ?? [] }));
      const answer = countVote({ voices: voicesOf(input.voters, input.mayor), propositions });
      if (!answer.ok) return { code: answer.refusal.code };
      return { winner: labels[answer.value.winner], castingVote: answer.value.castingVote !== null };
    },
  ),
  ballots: callable(
    z.object({
      mayor: z.string().nullable().default(null),
      numbers: z.array(z.string()),
      /** By member: the numbers in the order wanted, or "postpone". */
      ballots: z.record(z.string(), z.union([z.literal('postpone'), z.array(z.string())])),
      quorumMet: z.boolean().default(true),
    }),
    (input) => {
      const members = Object.keys(input.ballots);
      const voices = voicesOf(members, input.mayor);
      const outcome = countBallots({
        voices: { ...voices, quorum: { ...voices.quorum, met: input.quorumMet } },
        numbers: input.numbers,
        ballots: members.map((memberId) => {
          const wanted = input.ballots[memberId] ?? [];
          if (wanted === 'postpone') return { memberId, content: wanted };
          const content = input.numbers.map((number) => {
            const rank = wanted.indexOf(number) + 1;
            return decisionRow.parse({
              number,
              kind: rank > 0 ? 'rankedAttribution' : 'nonAttribution',
              rank: rank > 0 ? rank : null,
              reasons: rank > 0 ? [] : ['sizeMismatch'],
            });
          });
          return { memberId, content };
        }),
      });
      if (outcome.outcome === 'postponed') return { outcome: 'postponed', because: outcome.reason };
      const ranked = outcome.candidates.filter(({ rank }) => rank !== null);
      return {
        outcome: 'decided',
        order: ranked.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0)).map(({ number }) => number),
        castingVote: (outcome.vote?.castingVote ?? null) !== null,
      };
    },
  ),
  convocation: callable(
    z.object({
      today: civilDateSchema,
      heldOn: civilDateSchema,
      startsAt: z.string().nullable().default(null),
      now: z.string().default('08:00'),
      mode: z.enum(sessionModes).default('inPerson'),
      kind: z.enum(['ordinary', 'emergency']).default('ordinary'),
      convocationDays: z.number().default(8),
      emergencyHours: z.number().nullable().default(24),
      asynchronous: z.boolean().default(false),
    }),
    (input) => {
      const rules = bylawsWith({
        convocationDays: input.convocationDays,
        emergency: { allowed: input.emergencyHours !== null, convocationHours: input.emergencyHours ?? 0 },
        asynchronous: { allowed: input.asynchronous, openHours: 48 },
      });
      // Paris is an hour ahead of the universal time in November.
      const now = new Date(new Date(`${input.today}T${input.now}:00Z`).getTime() - 3_600_000);
      const refusal = convocationRefusal(input, rules, input.today, now);
      return { allowed: refusal === null, ...refusal };
    },
  ),
  timeToVote: callable(
    z.object({ openUntil: z.iso.datetime(), today: civilDateSchema, now: z.iso.datetime() }),
    ({ openUntil, today, now }) => ({ over: ballotsOver(new Date(openUntil), today, new Date(now)) }),
  ),
  order: callable(
    z.object({ proposed: z.array(z.string()), decided: z.array(z.string()), refused: z.array(decisionRow) }),
    (input) => ({
      order: compareOrder(
        [
          ...input.proposed.map((number, index) => ({ number, proposedRank: index + 1 })),
          ...input.decided
            .filter((number) => !input.proposed.includes(number))
            .map((number) => ({ number, proposedRank: null })),
        ],
        [
          ...input.decided.map((number, index) => ({ number, rank: index + 1, reasons: [] })),
          ...input.refused,
        ],
      ),
    }),
  ),
  note: callable(z.object({ text: z.string(), names: z.array(z.string()).default([]) }), (input) => ({
    forbidden: forbiddenInNote(input.text, input.names),
  })),
};
