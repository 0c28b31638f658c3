/** What comes next for a household, in the order of what runs out first: nothing waits without a day. */
import { documentsFor, missingDocuments, standingOf } from '../../committee/candidates/documents.ts';
import { caseNames } from '../../committee/cases/case.ts';
import { addDays, addMonths, type CivilDate, civilDateInParis } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { expiresOn, expiryNoticeBy } from '../../law/application-life.ts';
import { isPlaced, rankedDays, rankedWords } from '../answers/ranked.ts';
import { newsOfWishBy, nextNewsOn } from '../answers/waiting.ts';
import type { Wish } from '../choice/wish.ts';
import { documentLabel, labelForHousehold } from './document-label.ts';
import type { FileLife } from './file-life.ts';
import { homeNameOf } from './home-name.ts';
import { type LifeStep, step } from './life-step.ts';

/** The nearest first. */
export function comingSteps(life: FileLife, today: CivilDate): LifeStep[] {
  return [
    ...offersToAnswer(life),
    ...conditionsToMeet(life, today),
    ...plannedVisits(life, today),
    ...agendaDays(life, today),
    ...rankedNews(life, today),
    ...life.wishes.flatMap((wish) => wishToCome(wish, life.answerDays, today)),
    ...life.cases
      .filter(({ state }) => state === 'open')
      .map(({ kind, dueOn }) =>
        step(dueOn, 'correction', `Réponse à votre demande : ${lower(caseNames[kind])}`, {
          lines: dueOn < today ? ['Nous sommes en retard. Appelez-nous : c’est votre droit.'] : [],
          link: { href: '/demandeur/corriger', label: 'Voir mes demandes' },
        }),
      ),
    ...life.transfers.flatMap(({ nextOn }) =>
      nextOn === null
        ? []
        : [
            step(nextOn, 'transfer', 'Réponse à votre demande de changement de logement', {
              lines: nextOn < today ? ['Nous sommes en retard. Appelez-nous : c’est votre droit.'] : [],
              link: { href: '/demandeur/logement', label: 'Voir ma demande de changement' },
            }),
          ],
    ),
    ...renewal(life, today),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function offersToAnswer({ offers }: FileLife): LifeStep[] {
  return offers.flatMap(({ state, answer, deadline, home, dalo }) =>
    state === 'open' && answer === null && deadline !== null
      ? [
          step(deadline, 'offer', `Répondez à la proposition : ${homeNameOf(home)}`, {
            lines: [
              'C’est le dernier jour pour répondre. Sans réponse, c’est comme un refus.',
              ...(dalo
                ? [
                    'Ce logement vous est proposé au titre du DALO : le refuser, s’il est adapté, peut vous faire perdre ce droit.',
                  ]
                : []),
            ],
            isToDo: true,
            link: { href: '/demandeur/offres', label: 'Répondre à la proposition' },
          }),
        ]
      : [],
  );
}

/** The document of a suspensive condition, until its last day or until it is checked. */
function conditionsToMeet({ decisions, documents }: FileLife, today: CivilDate): LifeStep[] {
  return decisions.flatMap(({ own: { kind, condition }, home }) => {
    if (kind !== 'suspensiveAttribution' || condition === null || condition.dueOn < today) return [];
    const standing = standingOf(
      documents.find(({ document }) => document === condition.document),
      today,
    );
    if (standing === 'received' || standing === 'valid') return [];
    return [
      step(condition.dueOn, 'document', `Envoyez : ${documentLabel(condition.document, today)}`, {
        lines: [`Le logement ${home} vous est attribué à cette condition.`],
        isToDo: true,
        link: { href: '/demandeur/documents', label: 'Envoyer ce document' },
      }),
    ];
  });
}

const visitHour = new Intl.DateTimeFormat('fr-FR', {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: 'Europe/Paris',
});

function plannedVisits({ visits }: FileLife, today: CivilDate): LifeStep[] {
  return visits.flatMap(({ outcome, startsAt, home }) => {
    const on = civilDateInParis(startsAt);
    return outcome === 'planned' && on >= today
      ? [step(on, 'visit', `Visite à ${visitHour.format(startsAt)} : ${home}`, { isToDo: true })]
      : [];
  });
}

function agendaDays({ agendas }: FileLife, today: CivilDate): LifeStep[] {
  return agendas
    .filter(({ state, heldOn }) => state === 'coming' && heldOn >= today)
    .map(({ home, heldOn }) =>
      step(heldOn, 'committee', `La commission examine votre demande : ${home}`, {
        lines: ['Vous n’avez rien à faire. Vous aurez ensuite une réponse écrite, avec ses raisons.'],
      }),
    );
}

/** Placed on the list of a home that is still to let, without an offer yet: the day of the next news. */
function rankedNews({ decisions, offers, leases, answerDays }: FileLife, today: CivilDate): LifeStep[] {
  return decisions.flatMap(({ vacancyId, home, heldOn, own, isHomeOpen }) => {
    const { rank } = own;
    if (rank === null || !isPlaced(own) || !isHomeOpen || today > addDays(heldOn, rankedDays)) return [];
    if (offers.some((offer) => offer.vacancyId === vacancyId)) return [];
    if (leases.some(({ signedOn }) => signedOn >= heldOn)) return [];
    return [
      step(nextNewsOn(heldOn, answerDays, today), 'committee', `Des nouvelles du logement : ${home}`, {
        lines: [`${rankedWords(rank)} Vous aurez des nouvelles au plus tard ce jour-là.`],
      }),
    ];
  });
}

function wishToCome(wish: Wish, answerDays: number, today: CivilDate): LifeStep[] {
  const { advert, state } = wish;
  const name = homeNameOf(advert.facts);
  const link = { href: '/demandeur/souhaits', label: 'Mes candidatures' };
  if (state !== 'live') return [];
  if (advert.state === 'open' && today <= advert.closesOn) {
    const slack = advert.regime === 'slack';
    return [
      step(advert.closesOn, 'wish', `${slack ? 'Point de la semaine' : 'Clôture de l’annonce'} : ${name}`, {
        lines: [
          `Ensuite la liste des candidats est faite, dans l’ordre des points. Des nouvelles au plus tard le ${frenchLongDate(newsOfWishBy(wish, answerDays, today))}.`,
        ],
        link,
      }),
    ];
  }
  return [
    step(newsOfWishBy(wish, answerDays, today), 'wish', `Des nouvelles de votre candidature : ${name}`, {
      lines: ['Le logement n’est pas encore attribué. Vous aurez des nouvelles au plus tard ce jour-là.'],
      link,
    }),
  ];
}

/** N-03: to do from the day on which the notice of expiry is owed. */
function renewal({ application, cases }: FileLife, today: CivilDate): LifeStep[] {
  const until = expiresOn(application, today);
  if (until === null || application.status !== 'live') return [];
  // Asked already, it is the day of its answer that comes.
  if (cases.some(({ kind, state }) => kind === 'renewal' && state === 'open')) return [];
  const noticeBy = expiryNoticeBy(application, today) ?? addMonths(until, -1);
  const over = until < today;
  return [
    step(until, 'application', over ? 'Votre demande n’est plus valable' : 'Renouvelez votre demande', {
      lines: [
        over
          ? `Elle était valable jusqu’au ${frenchLongDate(until)}. Renouvelez-la vite, ici, sur demande-logement-social.gouv.fr ou au guichet.`
          : 'Votre demande est valable jusqu’à ce jour. Renouvelez-la ici, sur demande-logement-social.gouv.fr ou au guichet. Vous gardez votre ancienneté.',
      ],
      isToDo: today >= noticeBy,
      link: { href: '/demandeur/renouveler', label: 'Renouveler ma demande' },
    }),
  ];
}

/** Documents that the household can send now: those asked, refused or expired first, then those that miss. */
export function documentsToSend(
  life: FileLife,
  today: CivilDate,
): { code: string; label: string; asked: boolean }[] {
  const application = { ...life.application, name: null };
  const held = new Map(life.documents.map((one) => [one.document, one]));
  const missing = new Set(missingDocuments(application, life.documents, today).map(({ code }) => code));
  return documentsFor(application, today).flatMap(({ code, label }) => {
    const standing = standingOf(held.get(code), today);
    const asked = standing === 'requested' || standing === 'refused';
    const wanted = asked || (missing.has(code) && standing !== 'received');
    return wanted ? [{ code, label: labelForHousehold(label, today), asked }] : [];
  });
}

function lower(text: string): string {
  return `${text.charAt(0).toLocaleLowerCase('fr-FR')}${text.slice(1)}`;
}
