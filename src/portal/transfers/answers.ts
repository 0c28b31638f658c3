/** What a household is told at each step of its request: what happened, what comes next, and until when. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { refusalReason } from './refusal-reasons.ts';
import { isLive, type TransferRequest } from './request.ts';
import type { Step } from './steps.ts';
import { closingForHousehold } from './words.ts';

export type HouseholdAnswer = { subject: string; paragraphs: readonly string[]; sms: string };

/** The page that says more. */
export const homePath = '/demandeur/logement';

/** When a request has just come in. */
export function answerAtOpening(request: Pick<TransferRequest, 'dueOn' | 'number'>): HouseholdAnswer {
  return {
    subject: 'Nous avons reçu votre demande de changement de logement',
    paragraphs: [
      'Nous avons reçu votre demande. Nous allons l’examiner, dans l’ordre de priorité publié, qui est le même pour tous.',
      ...(request.number === null ? [unregistered] : []),
      next(request.dueOn),
    ],
    sms: `Demande de changement de logement reçue. Prochaine réponse avant le ${frenchLongDate(request.dueOn)}.`,
  };
}

const unregistered =
  'Il manque une chose : votre demande doit aussi avoir un numéro unique. Sans lui, la loi ne permet d’attribuer aucun logement. Vous l’obtenez sur demande-logement-social.gouv.fr ou à notre guichet.';

/** After a step; `by` is the officer's first name or the service. */
export function answerAfter(request: TransferRequest, step: Step, by: string): HouseholdAnswer {
  const { subject, paragraphs } = said(request, step, by);
  const closing = isLive(request) ? [next(request.dueOn)] : [];
  return { subject, paragraphs: [...paragraphs, ...closing], sms: shortMessage(subject, request) };
}

/** Grounds on which the law counts refused offers (F-03, F-04, M-07): nothing else may sound like one. */
function countsOffers(ground: TransferRequest['ground']): boolean {
  return ground === 'relocation' || ground === 'underOccupied' || ground === 'adaptedHomeLeft';
}

function shortMessage(subject: string, request: TransferRequest): string {
  return isLive(request)
    ? `${subject}. Prochaine réponse avant le ${frenchLongDate(request.dueOn)}.`
    : `${subject}.`;
}

function next(dueOn: CivilDate): string {
  return `Vous aurez de nos nouvelles au plus tard le ${frenchLongDate(dueOn)}, même si rien n’a changé.`;
}

function said(
  request: TransferRequest,
  step: Step,
  by: string,
): { subject: string; paragraphs: readonly string[] } {
  switch (step.kind) {
    case 'examine':
      return step.recommendation === 'moreInformation'
        ? {
            subject: 'Il manque une information à votre demande',
            paragraphs: [
              'Nous avons examiné votre demande de changement de logement. Il manque une information pour donner un avis.',
              ...(step.note === null ? [] : [step.note]),
              `${by} va vous contacter. Vous pouvez aussi nous l’apporter sans attendre.`,
            ],
          }
        : {
            subject: 'Votre demande de changement de logement a été examinée',
            paragraphs: ['Votre demande a été examinée. Une personne va maintenant décider de la suite.'],
          };
    case 'accept':
      return {
        subject: 'Votre demande de changement de logement est acceptée',
        paragraphs: [
          'Nous acceptons votre demande. Nous allons chercher un logement.',
          'Accepter votre demande ne donne pas encore un logement : la commission d’attribution décide pour chaque logement.',
          ...(request.number === null ? [unregistered] : []),
        ],
      };
    case 'refuse':
      return {
        subject: 'Votre demande de changement de logement est refusée',
        paragraphs: refused(step, by),
      };
    case 'search':
    case 'searchAgain':
      return {
        subject: 'Nous cherchons un logement pour vous',
        paragraphs: [
          step.kind === 'search'
            ? 'La recherche d’un logement a commencé.'
            : 'Le logement proposé n’a pas abouti. Votre demande reste acceptée et garde sa place : la recherche continue.',
        ],
      };
    case 'inform':
      return { subject: 'Des nouvelles de votre demande', paragraphs: [step.text] };
    case 'propose':
      return {
        subject: 'Un logement peut vous être proposé',
        paragraphs: [
          'Un logement peut vous convenir. Il passera devant la commission d’attribution, qui décide.',
          ...(countsOffers(request.ground)
            ? [
                'Ce message n’est pas une des trois offres de la loi : celles-là vous sont toujours remises contre une preuve, et elles disent ce que change un refus.',
              ]
            : ['Vous restez libre de le refuser. Votre demande garde alors sa place.']),
        ],
      };
    case 'plan':
      return {
        subject: 'Votre déménagement se prépare',
        paragraphs: [
          `Votre bail actuel finit le ${frenchLongDate(step.plan.oldLeaseEndsOn)}. Le nouveau commence le ${frenchLongDate(step.plan.newLeaseStartsOn)}.`,
          'Le préavis est d’un mois (article L442-6-3 du Code de la construction et de l’habitation).',
          'Le plan complet est sur votre page : dates, dépôt de garantie, aide au déménagement.',
        ],
      };
    case 'finish':
      return {
        subject: 'Votre changement de logement est terminé',
        paragraphs: ['Vous avez changé de logement. Nous fermons votre demande.'],
      };
    case 'close':
      return {
        subject: 'Votre demande de changement de logement est close',
        paragraphs: [
          closingForHousehold[step.reason],
          'Si ce n’est pas exact, dites-le nous : la demande peut être reprise.',
        ],
      };
  }
}

function refused(step: Extract<Step, { kind: 'refuse' }>, by: string): string[] {
  const { household, article } = refusalReason(step.reason);
  return [
    `La raison : ${household}`,
    `La règle : ${article}.`,
    ...(step.note === null ? [] : [step.note]),
    `La décision a été prise par ${by}, du service des attributions.`,
    'Vous n’êtes pas d’accord ? Demandez qu’une autre personne examine votre demande, depuis votre page ou au guichet. Vous pouvez aussi corriger une information.',
    'Ce refus ne change rien à votre demande de logement social ni à son ancienneté.',
  ];
}
