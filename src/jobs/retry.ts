/** When a task that broke down is tried again, and when it no longer is. */
import { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';

/** Breakdowns after which a task is left to an administrator. */
export const faultsAllowed = 5;

const firstWaitSeconds = 5;
const factor = 4;
const longestWaitSeconds = 600;

/** Seconds to wait after so many breakdowns (1 or more): 5, 20, 80, 320, never more than ten minutes. */
export function waitAfter(faults: number): number {
  return Math.min(longestWaitSeconds, firstWaitSeconds * factor ** (faults - 1));
}

/** What a fault means for the task; `error` is French, without personal data. */
type FaultMeaning = {
  /** True: the next attempt may well succeed (a database away, a thread that died). False: it would say the same. */
  passing: boolean;
  error: string;
};

/** A fault told in our own words is an answer, save that something is away; all others may pass. */
export function meaningOfFault(fault: unknown): FaultMeaning {
  if (fault instanceof AppError) {
    const passing = fault.code === 'unavailable' || fault.code === 'too-many-requests';
    return { passing, error: [fault.publicMessage, fault.hint].filter(Boolean).join(' ') };
  }
  if (fault instanceof z.ZodError) {
    return { passing: true, error: 'Cette version de parcours ne sait pas lire les données de cette tâche.' };
  }
  return { passing: true, error: 'Une panne a interrompu la tâche ; elle est dans le journal du service.' };
}

/** For a kind that no definition carries out: a task of another version, or a row written by mistake. */
export const unknownKind: FaultMeaning = {
  passing: true,
  error: 'Cette version de parcours ne connaît pas ce genre de tâche.',
};

/** For a task whose worker vanished each time. */
export const workerVanished = `Le processus de travail s’est arrêté net pendant cette tâche, ${faultsAllowed} fois de suite.`;
