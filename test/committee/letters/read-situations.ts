/** Reads the situations of test/cases/committee/courriers.yaml, strictly: a misspelt fact fails. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { caseKinds } from '../../../src/committee/cases/case.ts';
import {
  type LetterSituation,
  occupancySituations,
} from '../../../src/committee/letters/letter-situation.ts';
import { civilDateSchema as day } from '../../../src/kernel/civil-date.ts';

const home = z.strictObject({
  label: z.string(),
  address: z.string(),
  commune: z.string(),
  rentCents: z.number(),
  chargesCents: z.number(),
});
const decided = {
  home,
  commission: z.string(),
  heldOn: day,
  reasons: z.array(z.string()),
  dalo: z.boolean(),
  replyDays: z.number(),
};
const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('attribution'), ...decided }),
  z.strictObject({ kind: z.literal('rank'), rank: z.number(), ...decided }),
  z.strictObject({
    kind: z.literal('suspensiveAttribution'),
    rank: z.number().nullable(),
    condition: z.strictObject({ document: z.string(), dueOn: day }),
    ...decided,
  }),
  z.strictObject({ kind: z.literal('nonAttribution'), ...decided }),
  z.strictObject({ kind: z.literal('irrecevability'), ...decided }),
]);
const ofCase = { caseKind: z.enum(caseKinds), receivedOn: day, ownerName: z.string().nullable() };
const situation = z.union([
  decision,
  z.strictObject({ kind: z.literal('postponed'), home, commission: z.string(), heldOn: day }),
  z.strictObject({ kind: z.literal('correction'), before: decision, after: decision }),
  z.strictObject({
    kind: z.literal('occupancyOpinion'),
    heldOn: day,
    situation: z.enum(occupancySituations),
    suitableHome: z.string(),
    advice: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal('offer'),
    home,
    heldOn: day,
    sentOn: day,
    replyDays: z.number(),
    until: day,
    dalo: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('removalWarning'), letterOn: day, asked: z.string() }),
  z.strictObject({
    kind: z.literal('relocationOffer'),
    home,
    ground: z.enum(['underOccupied', 'adaptedHomeLeft', 'demolition']),
    presentRentCents: z.number().nullable(),
    grant: z.strictObject({ firmCents: z.number(), flatCents: z.number() }).nullable(),
    keepsRight: z.boolean(),
    rightUnknown: z.boolean().optional(),
    speciallyDesigned: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('offerLapsed'), home, sentOn: day, until: day, dalo: z.boolean() }),
  z.strictObject({ kind: z.literal('documentRequest'), documents: z.array(z.string()), dueOn: day }),
  z.strictObject({ kind: z.literal('caseReceived'), dueOn: day, ...ofCase }),
  z.strictObject({ kind: z.literal('caseAnswered'), answer: z.string(), upheld: z.boolean(), ...ofCase }),
]) satisfies z.ZodType<LetterSituation>;

const row = z.strictObject({
  nom: z.string(),
  regles: z.array(z.string()).min(1),
  courrier: situation,
  contient: z.array(z.string()),
  jamais: z.array(z.string()),
  recommande: z.boolean().default(false),
});

export function readLetterCases() {
  const text = readFileSync(new URL('../../cases/committee/courriers.yaml', import.meta.url), 'utf8');
  return z.array(row).parse(parse(text, { merge: true }));
}
