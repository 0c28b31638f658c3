/**
 * Tells the faults of a database that is away, slow, full or busy from ours: people then read what happens, what became
 * of what they sent, and when to come back.
 */
import { AppError } from '../kernel/app-error.ts';

/** What to say of a form that was on its way: one gesture is one transaction, whatever cut it. */
const wholeOrNot =
  'Si vous veniez d’envoyer un formulaire, il a été enregistré en entier ou pas du tout : rechargez la page pour le savoir avant de recommencer.';

const awayCodes = new Set([
  // The driver: no connection, or one that was lost.
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  // The network under it.
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

// Classes and codes of PostgreSQL (appendix A of its manual).
const awayStates = /^(08...|57P0[1235]|53300)$/;
const fullStates = /^(53100|53200|58030)$/;
const slowStates = /^(57014|25P0[34])$/;
const crossedStates = /^(40001|40P01|55P03)$/;

/** What a person is told where the database cannot be reached. */
export function databaseAway(cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    'Le service ne joint plus sa base de données : il revient dès qu’elle répond.',
    {
      hint: `Attendez une minute, puis rechargez la page ; vous restez connecté. ${wholeOrNot}`,
      cause,
    },
  );
}

/** What a person is told where the database works but takes too long. */
export function databaseSlow(cause?: unknown): AppError {
  return new AppError('unavailable', 'La base de données met trop de temps à répondre.', {
    hint: `Attendez une minute, puis recommencez ; si cela continue, prévenez votre administrateur. ${wholeOrNot}`,
    cause,
  });
}

/** The outage that the fault tells; null where it is none. Wrapped faults are read down to their causes. */
export function outageOf(fault: unknown): AppError | null {
  for (const code of codesOf(fault)) {
    if (awayCodes.has(code) || awayStates.test(code)) return databaseAway(fault);
    if (slowStates.test(code)) return databaseSlow(fault);
    if (fullStates.test(code)) {
      return new AppError(
        'unavailable',
        'La base de données n’a plus de place : rien ne s’enregistre pour le moment.',
        {
          hint: 'Rien de ce que vous veniez d’envoyer n’a été enregistré. Prévenez votre administrateur : il faut libérer de la place sur le disque de la base. Les pages se lisent encore.',
          cause: fault,
        },
      );
    }
    if (crossedStates.test(code)) {
      return new AppError('unavailable', 'Deux gestes se sont croisés ; le vôtre n’a pas été enregistré.', {
        hint: 'Rechargez la page, puis recommencez.',
        cause: fault,
      });
    }
  }
  return null;
}

const deepest = 5;

function codesOf(fault: unknown): string[] {
  const codes: string[] = [];
  let inner = fault;
  for (let depth = 0; depth < deepest && inner instanceof Error; depth += 1) {
    if ('code' in inner && typeof inner.code === 'string') codes.push(inner.code);
    inner = inner.cause;
  }
  return codes;
}
