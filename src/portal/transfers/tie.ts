/** Tying a request to a registered application (C-05): that of the household, or of the part that leaves alone (M-08c). */
import type { Application } from '../../domain/application.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { HouseholdAnswer } from './answers.ts';
import { isLive, type TransferRequest } from './request.ts';

export type TieRefusal =
  | { code: 'noSuchFile' | 'tiedAlready' }
  /** M-08c: the application counts other people than those who leave. */
  | { code: 'partOtherSize'; counted: number; leaving: number };

/** True while a number may be given: none is, or a part leaves and the number is still that of the whole household. */
export function mayTie(request: Pick<TransferRequest, 'state' | 'number' | 'details'>): boolean {
  const { part } = request.details;
  return isLive(request) && (request.number === null || (part !== null && part.ownNumber !== true));
}

/** The request under that application's number; `application` null: the landlord holds none of that number. */
export function tied(
  request: TransferRequest,
  application: Pick<Application, 'number' | 'withoutNumber' | 'household'> | null,
): Result<TransferRequest, TieRefusal> {
  if (application === null || application.withoutNumber) return refuse({ code: 'noSuchFile' });
  if (!mayTie(request)) return refuse({ code: 'tiedAlready' });
  const { part } = request.details;
  const { number } = application;
  if (part === null) return ok({ ...request, number });
  const counted = application.household.persons.length;
  if (number === request.number || counted !== part.persons) {
    return refuse({ code: 'partOtherSize', counted, leaving: part.persons });
  }
  return ok({ ...request, number, details: { ...request.details, part: { ...part, ownNumber: true } } });
}

/** Who leaves alone reads that its own application is now the one that counts. */
export function answerAtPartTied({ dueOn }: Pick<TransferRequest, 'dueOn'>): HouseholdAnswer {
  return {
    subject: 'Le changement de logement est suivi sous son propre numéro',
    paragraphs: [
      'Une partie du foyer va partir. Ceux qui partent ont leur propre demande de logement : c’est elle que la commission d’attribution examinera, et le logement sera choisi pour eux.',
      'Ceux qui restent gardent leur bail et leur logement.',
      `Vous aurez de nos nouvelles au plus tard le ${frenchLongDate(dueOn)}, même si rien n’a changé.`,
    ],
    sms: `Changement de logement suivi sous son propre numéro. Prochaine réponse avant le ${frenchLongDate(dueOn)}.`,
  };
}
