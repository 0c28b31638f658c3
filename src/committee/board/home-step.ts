/** What an officer records of a freed home from the notice to its availability, and when it may be recorded. */
import { z } from 'zod';
import type { Vacancy } from '../../domain/home.ts';
import { type CivilDate, civilDateSchema, daysBetween } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { FreedHome, Progress } from './home-facts.ts';

export const withdrawalGrounds = ['sale', 'demolition', 'heavyWorks', 'other'] as const;

export const withdrawalNames: Readonly<Record<(typeof withdrawalGrounds)[number], string>> = {
  sale: 'Vente',
  demolition: 'Démolition',
  heavyWorks: 'Travaux lourds',
  other: 'Autre motif',
};

export const homeStepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exitVisit'), on: civilDateSchema }),
  z.object({ kind: z.literal('works'), untilOn: civilDateSchema }),
  z.object({ kind: z.literal('available'), on: civilDateSchema }),
  z.object({
    kind: z.literal('withdraw'),
    ground: z.enum(withdrawalGrounds),
    why: z.string().trim().min(3, 'dites pourquoi en quelques mots').max(300),
  }),
]);
export type HomeStep = z.infer<typeof homeStepSchema>;

const homeStepRefusals = [
  'alreadyLet',
  'waitsOnAgenda',
  'offerRuns',
  'inTheFuture',
  'beforeNotice',
  'worksEndPast',
  'tooFar',
] as const;
export type HomeStepRefusal = (typeof homeStepRefusals)[number];

export const homeStepRefusalSentences: Readonly<Record<HomeStepRefusal, string>> = {
  alreadyLet: 'Ce logement est loué : rien de ce qui précède le bail ne peut plus changer.',
  waitsOnAgenda: 'Ce logement est à l’ordre du jour d’une séance : retirez-le de cet ordre du jour d’abord.',
  offerRuns: 'Une proposition court pour ce logement : terminez-la d’abord.',
  inTheFuture: 'Cette date n’est pas encore passée : indiquez le jour où cela a été fait.',
  beforeNotice: 'Cette date est antérieure au préavis du locataire.',
  worksEndPast: 'La fin des travaux doit être à venir ; s’ils sont finis, rendez le logement disponible.',
  tooFar: 'Cette date est à plus de trois ans : vérifiez-la.',
};

/** What a step changes; only the fields that do. */
export type HomeChange = {
  actKind: string;
  why: string | null;
  vacancy: Partial<Pick<Vacancy, 'status' | 'availableOn' | 'withdrawal'>>;
  progress: Partial<Pick<Progress, 'exitVisitOn' | 'worksUntilOn'>>;
};

const farDays = 3 * 365;

/** The change that the step makes of the home on the day, or why it may not be recorded. */
export function recordStep(
  freed: FreedHome,
  step: HomeStep,
  date: CivilDate,
): Result<HomeChange, HomeStepRefusal> {
  if (freed.leaseSignedOn !== null || freed.vacancy.status === 'let') return refuse('alreadyLet');
  switch (step.kind) {
    case 'exitVisit':
      return exitVisit(freed, step.on, date);
    case 'works':
      return works(freed, step.untilOn, date);
    case 'available':
      return available(freed, step.on, date);
    case 'withdraw':
      return withdrawn(freed, step);
  }
}

function exitVisit(freed: FreedHome, on: CivilDate, date: CivilDate): Result<HomeChange, HomeStepRefusal> {
  if (on > date) return refuse('inTheFuture');
  const { noticeReceivedOn } = freed.vacancy;
  if (noticeReceivedOn !== null && on < noticeReceivedOn) return refuse('beforeNotice');
  return ok({ actKind: 'vacancy.exitVisit', why: null, vacancy: {}, progress: { exitVisitOn: on } });
}

function works(freed: FreedHome, untilOn: CivilDate, date: CivilDate): Result<HomeChange, HomeStepRefusal> {
  if (untilOn < date) return refuse('worksEndPast');
  if (daysBetween(date, untilOn) > farDays) return refuse('tooFar');
  // Heavy works that withdrew the home keep it withdrawn: only their end changes.
  const stays = freed.vacancy.withdrawal === 'heavyWorks';
  return ok({
    actKind: 'vacancy.worksPlanned',
    why: null,
    vacancy: stays ? {} : { status: 'works', availableOn: untilOn, withdrawal: null },
    progress: { worksUntilOn: untilOn },
  });
}

function available(freed: FreedHome, on: CivilDate, date: CivilDate): Result<HomeChange, HomeStepRefusal> {
  if (daysBetween(date, on) > farDays) return refuse('tooFar');
  const { noticeReceivedOn } = freed.vacancy;
  if (noticeReceivedOn !== null && on < noticeReceivedOn) return refuse('beforeNotice');
  return ok({
    actKind: 'vacancy.madeAvailable',
    why: null,
    vacancy: { status: 'available', availableOn: on, withdrawal: null },
    progress: {},
  });
}

function withdrawn(
  freed: FreedHome,
  step: Extract<HomeStep, { kind: 'withdraw' }>,
): Result<HomeChange, HomeStepRefusal> {
  if (freed.agenda?.state === 'pending') return refuse('waitsOnAgenda');
  if (freed.offers.some(({ answer }) => answer === null)) return refuse('offerRuns');
  return ok({
    actKind: 'vacancy.withdrawn',
    why: step.why,
    vacancy: { status: 'withdrawn', withdrawal: step.ground, availableOn: null },
    progress: {},
  });
}
