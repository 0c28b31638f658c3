/** What happened to a household's request, step by step, each with its day. */
import { caseNames } from '../../committee/cases/case.ts';
import { type CivilDate, civilDateInParis } from '../../kernel/civil-date.ts';
import { outcomeOf, wishAnswerSchema } from '../answers/wish-answer.ts';
import { decisionWords, wishAnswerWords } from '../answers/wish-answer-words.ts';
import type { Wish } from '../choice/wish.ts';
import { documentLabel } from './document-label.ts';
import type { FileLife } from './file-life.ts';
import { homeNameOf } from './home-name.ts';
import { type LifeStep, step } from './life-step.ts';

/** Newest first; nothing of other households, of a sitting that is not closed, or of a sensitive ground. */
export function pastSteps(life: FileLife, today: CivilDate): LifeStep[] {
  return [
    ...applicationSteps(life),
    ...life.wishes.flatMap((wish) => wishSteps(wish, today)),
    ...committeeSteps(life),
    ...offerSteps(life),
    ...documentSteps(life, today),
    ...caseSteps(life),
    ...visitSteps(life, today),
    ...life.transfers.flatMap(({ receivedOn, answers }) => [
      step(receivedOn, 'transfer', 'Vous avez demandé à changer de logement'),
      ...answers.map(({ on, text }) =>
        step(on, 'transfer', 'Réponse à votre demande de changement', { lines: [text], isAnswer: true }),
      ),
    ]),
  ]
    .filter(({ on }) => on <= today)
    .map((one, index) => ({ one, index }))
    .sort((a, b) => (a.one.on < b.one.on ? 1 : a.one.on > b.one.on ? -1 : b.index - a.index))
    .map(({ one }) => one);
}

function applicationSteps({ application, leases }: FileLife): LifeStep[] {
  const { filedOn, renewedOn } = application;
  return [
    step(filedOn, 'application', 'Votre demande est enregistrée', {
      lines: ['Votre ancienneté compte depuis ce jour.'],
    }),
    ...(renewedOn > filedOn ? [step(renewedOn, 'application', 'Votre demande est renouvelée')] : []),
    ...leases.map(({ home, signedOn }) =>
      step(signedOn, 'offer', `Le bail est signé : ${home}`, { isAnswer: true }),
    ),
  ];
}

function wishSteps(wish: Wish, today: CivilDate): LifeStep[] {
  const { advert, expressedOn, answeredOn, state, answer } = wish;
  const name = homeNameOf(advert.facts);
  const link = { href: `/annonces/${advert.id}`, label: 'Relire l’annonce' };
  const steps = [step(expressedOn, 'wish', `Vous avez candidaté : ${name}`, { link })];
  if (state === 'withdrawn') {
    const lines = ['Ce n’est pas un refus : cela ne change pas vos points.'];
    return [...steps, step(answeredOn ?? expressedOn, 'wish', `Candidature retirée : ${name}`, { lines })];
  }
  // In a slack place the closing day moves on: only an advert that ended is told as closed.
  if (advert.state !== 'open' && advert.state !== 'withdrawn' && advert.closesOn < today) {
    steps.push(step(advert.closesOn, 'wish', `Annonce close : ${name}`));
  }
  const read = wishAnswerSchema.safeParse(answer);
  if (state !== 'answered' || answeredOn === null) return steps;
  if (!read.success) return [...steps, step(answeredOn, 'wish', `Réponse donnée : ${name}`)];
  const words = wishAnswerWords(read.data, name);
  return [
    ...steps,
    step(answeredOn, 'wish', `Réponse à votre candidature : ${name}`, {
      lines: [words.decided, ...words.reasons, ...words.next],
      more: [...words.stood, ...words.disagree],
      isAnswer: true,
      link: { href: '/demandeur/corriger', label: 'Corriger, ou demander un nouvel examen' },
    }),
  ];
}

/** A decision that answers a wish is told by that answer alone. */
function committeeSteps({ agendas, decisions, wishes }: FileLife): LifeStep[] {
  const answered = new Set(
    wishes.filter(({ state }) => state === 'answered').map(({ advert }) => advert.vacancyId),
  );
  return [
    ...agendas
      .filter(({ state }) => state === 'postponed')
      .map(({ home, heldOn }) =>
        step(heldOn, 'committee', `Examen reporté : ${home}`, {
          lines: ['La commission d’attribution (CALEOL) n’a pas pu décider ce jour-là. Elle y reviendra.'],
        }),
      ),
    ...decisions
      .filter(({ vacancyId }) => !answered.has(vacancyId))
      .map(({ home, heldOn, decidedBy, own, corrected, toAnother }) => {
        const labelled = (code: string) => documentLabel(code, heldOn);
        const outcome = outcomeOf({
          ...{ because: 'decided', signed: false, own, told: null, toAnother },
          documentLabel: labelled,
        });
        const words = decisionWords({ decidedBy, decidedOn: heldOn, outcome }, home);
        return step(heldOn, 'committee', `Décision de la commission : ${home}`, {
          lines: [
            ...(corrected ? ['Cette décision en corrige une autre.'] : []),
            ...[words.decided, ...words.reasons, ...words.next],
          ],
          more: words.disagree,
          isAnswer: true,
          link: { href: '/demandeur/corriger', label: 'Corriger, ou demander un nouvel examen' },
        });
      }),
  ];
}

function offerSteps({ offers }: FileLife): LifeStep[] {
  const link = { href: '/demandeur/offres', label: 'Voir la proposition' };
  return offers.flatMap((offer) => {
    const home = homeNameOf(offer.home);
    const sent = step(offer.sentOn, 'offer', `Logement proposé : ${home}`, { link });
    if (offer.answer !== null && offer.answeredOn !== null) {
      const said =
        offer.answer === 'accepted' ? 'Vous avez accepté le logement' : 'Vous n’avez pas accepté le logement';
      return [sent, step(offer.answeredOn, 'offer', `${said} : ${home}`)];
    }
    if (offer.state !== 'refused' || offer.deadline === null) return [sent];
    const lines = [
      'Sans réponse dans le délai, c’est comme un refus. Si vous n’avez pas reçu la lettre, dites-le.',
    ];
    return [sent, step(offer.deadline, 'offer', `Délai de réponse passé : ${home}`, { lines })];
  });
}

/** One step a day and a gesture, whatever the number of documents; what is checked the day it came is told once. */
function documentSteps({ documents }: FileLife, today: CivilDate): LifeStep[] {
  const told = new Map<string, LifeStep>();
  const tell = (on: CivilDate | null, title: string, label: string) => {
    if (on === null) return;
    const known = told.get(`${on} ${title}`);
    const lines = [...(known?.lines ?? []), label];
    const link = { href: '/demandeur/documents', label: 'Mes documents' };
    told.set(`${on} ${title}`, step(on, 'document', title, { lines, link }));
  };
  for (const held of documents) {
    const label = documentLabel(held.document, today);
    tell(held.requestedOn, 'Documents demandés', label);
    if (held.receivedOn !== held.checkedOn) tell(held.receivedOn, 'Documents reçus', label);
    tell(held.checkedOn, held.state === 'refused' ? 'Documents non acceptés' : 'Documents vérifiés', label);
  }
  return [...told.values()];
}

function caseSteps({ cases }: FileLife): LifeStep[] {
  const link = { href: '/demandeur/corriger', label: 'Voir mes demandes' };
  return cases.flatMap((one) => {
    const asked = step(one.receivedOn, 'correction', `Vous avez demandé : ${lower(caseNames[one.kind])}`, {
      link,
    });
    if (one.answeredOn === null) return [asked];
    return [
      asked,
      step(one.answeredOn, 'correction', `Réponse : ${lower(caseNames[one.kind])}`, {
        lines: [one.upheld === true ? 'Demande acceptée.' : 'Demande non acceptée.', one.answer ?? ''].filter(
          (line) => line !== '',
        ),
        isAnswer: true,
        link,
      }),
    ];
  });
}

const visitWords = { done: 'Visite faite', missed: 'Visite manquée', cancelled: 'Visite annulée' } as const;

function visitSteps({ visits }: FileLife, today: CivilDate): LifeStep[] {
  return visits.flatMap(({ home, startsAt, outcome }) => {
    const on = civilDateInParis(startsAt);
    if (outcome === 'planned') return on < today ? [step(on, 'visit', `Visite prévue : ${home}`)] : [];
    return [step(on, 'visit', `${visitWords[outcome]} : ${home}`)];
  });
}

function lower(text: string): string {
  return `${text.charAt(0).toLocaleLowerCase('fr-FR')}${text.slice(1)}`;
}
