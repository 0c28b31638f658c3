/** Removals after a warning, as cases may call them: where a warning stands, and what may be done. */
import { z } from 'zod';
import {
  deliveryMeans,
  mayProve,
  mayRemove,
  mayWarn,
  unansweredSubjects,
  type Warning,
  warningGrounds,
  warningState,
} from '../../../src/committee/register/removal-warning.ts';
import { applicationStatuses } from '../../../src/domain/application.ts';
import { civilDate, civilDateSchema as date } from '../../../src/kernel/civil-date.ts';
import { makeNumber } from '../../support/make-domain.ts';
import { callable } from './callable.ts';

const warning = z.strictObject({
  date,
  motif: z.enum(warningGrounds).default('noReply'),
  envoyeLe: date,
  remisLe: date.optional(),
  reponduLe: date.optional(),
  renouveleeLe: date.default(civilDate('2026-06-01')),
  decisionTient: z.boolean().default(true),
  tenuPar: z.enum(['offer', 'agenda']).nullable().default(null),
  statut: z.enum(applicationStatuses).default('live'),
});

function warningOf(input: z.infer<typeof warning>): Warning {
  return {
    letterId: 'courrier',
    number: makeNumber(1),
    ground: input.motif,
    writtenOn: input.envoyeLe,
    sentOn: input.envoyeLe,
    delivered:
      input.remisLe === undefined ? null : { on: input.remisLe, means: 'registered', reference: '1A 234' },
    stopped:
      input.reponduLe === undefined ? null : { on: input.reponduLe, why: 'Il a appelé.', by: 'Agent A' },
    removed: null,
    decisionHolds: input.decisionTient,
    application: { status: input.statut, renewedOn: input.renouveleeLe },
    busy: input.tenuPar,
  };
}

export const removalRules = {
  radier: callable(warning, (input) => {
    const held = warningOf(input);
    const may = mayRemove(held, input.date);
    return {
      etat: warningState(held, input.date).kind,
      refus: may.ok ? null : may.refusal.code,
      le: !may.ok && may.refusal.code === 'running' ? may.refusal.until : null,
      statut: may.ok ? may.value.status : null,
    };
  }),
  avertir: callable(
    z.strictObject({
      date,
      objet: z.enum(unansweredSubjects),
      courrierDu: date,
      dejaAverti: z.boolean().default(false),
    }),
    ({ date: today, objet, courrierDu, dejaAverti }) => {
      const held = { status: 'live' as const, warningRuns: dejaAverti };
      const may = mayWarn({ subject: objet, letterOn: courrierDu }, held, today);
      return { refus: may.ok ? null : may.refusal.code };
    },
  ),
  prouver: callable(
    z.strictObject({
      date,
      envoyeLe: date,
      remisLe: date,
      moyen: z.enum(deliveryMeans),
      numero: z.string().nullable().default(null),
    }),
    ({ date: today, envoyeLe, remisLe, moyen, numero }) => {
      const held = warningOf(warning.parse({ date: today, envoyeLe }));
      const may = mayProve(held, { on: remisLe, means: moyen, reference: numero }, today);
      return { refus: may.ok ? null : may.refusal.code };
    },
  ),
};
