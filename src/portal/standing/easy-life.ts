/** The state of a file in easy French (FALC): one idea a block, short sentences, the day in words. */
import { type CivilDate, civilDateInParis } from '../../kernel/civil-date.ts';
import { frenchLongDate } from '../../kernel/french.ts';
import { unreachable } from '../../kernel/result.ts';
import { expiresOn } from '../../law/application-life.ts';
import { newsOfWishBy } from '../answers/waiting.ts';
import { type WishAnswer, wishAnswerSchema } from '../answers/wish-answer.ts';
import type { Wish } from '../choice/wish.ts';
import type { EasyIdea } from '../help/easy-pages.ts';
import { documentsToSend } from './coming-steps.ts';
import type { FileLife } from './file-life.ts';
import { homeNameOf } from './home-name.ts';

const shownAnswers = 2;
const shownWishes = 4;

/** "2 pièces à Metz": nobody has to know what a T2 is. */
function easyHome(name: string): string {
  return name.replace(/^T1\b.* à /, 'une pièce à ').replace(/^T(\d).* à /, '$1 pièces à ');
}

/** What to do comes first, then what waits, then the last answers. */
export function easyLife(life: FileLife, today: CivilDate): EasyIdea[] {
  const live = life.wishes.filter(({ state }) => state === 'live');
  return [
    ...easyOffers(life),
    ...easyVisits(life, today),
    ...easyDocuments(life, today),
    ...easyRenewal(life, today),
    ...life.agendas
      .filter(({ state, heldOn }) => state === 'coming' && heldOn >= today)
      .map(
        ({ home, heldOn }): EasyIdea => ({
          picture: 'people',
          title: 'Des personnes vont décider',
          sentences: [
            `Elles regardent votre demande le ${frenchLongDate(heldOn)}.`,
            `C’est pour un logement de ${easyHome(home)}.`,
            'Vous n’avez rien à faire.',
            'Vous aurez une réponse écrite.',
          ],
        }),
      ),
    ...live.slice(0, shownWishes).map((wish) => easyWish(wish, life.answerDays, today)),
    ...(live.length === 0 ? [noWish] : []),
    ...life.wishes
      .filter(({ state }) => state === 'answered')
      .slice(0, shownAnswers)
      .flatMap(easyAnswer),
  ];
}

const noWish: EasyIdea = {
  picture: 'home',
  title: 'Choisir un logement',
  sentences: [
    'Vous n’avez demandé aucun logement de la page des annonces.',
    'Vous pouvez en choisir un.',
    'Votre demande compte aussi sans cela.',
  ],
};

function easyOffers({ offers }: FileLife): EasyIdea[] {
  return offers.flatMap(({ state, answer, deadline, home, dalo }) =>
    state === 'open' && answer === null && deadline !== null
      ? [
          {
            picture: 'key' as const,
            title: 'On vous propose un logement',
            sentences: [
              `C’est un logement de ${easyHome(homeNameOf(home))}.`,
              `Vous devez dire oui ou non avant le ${frenchLongDate(deadline)} au soir.`,
              'Si vous ne répondez pas, c’est comme dire non.',
              ...(dalo ? ['Attention : dire non peut vous faire perdre votre droit DALO.'] : []),
              'Pour répondre, allez sur la page « Logements proposés ».',
            ],
          },
        ]
      : [],
  );
}

function easyVisits({ visits }: FileLife, today: CivilDate): EasyIdea[] {
  return visits.flatMap(({ outcome, startsAt, home }) => {
    const on = civilDateInParis(startsAt);
    if (outcome !== 'planned' || on < today) return [];
    return [
      {
        picture: 'calendar' as const,
        title: 'Vous visitez un logement',
        sentences: [
          `La visite est le ${frenchLongDate(on)}.`,
          `C’est pour un logement de ${easyHome(home)}.`,
        ],
      },
    ];
  });
}

function easyDocuments(life: FileLife, today: CivilDate): EasyIdea[] {
  const asked = documentsToSend(life, today).filter((one) => one.asked);
  if (asked.length === 0) return [];
  return [
    {
      picture: 'paper',
      title: 'Il faut envoyer des papiers',
      sentences: [
        'Voici les papiers demandés :',
        ...asked.map(({ label }) => `${label}.`),
        'Vous pouvez prendre une photo et l’envoyer.',
        'Pour envoyer, allez sur la page « Mes documents ».',
      ],
    },
  ];
}

function easyRenewal({ application }: FileLife, today: CivilDate): EasyIdea[] {
  const until = expiresOn(application, today);
  if (until === null || application.status !== 'live') return [];
  return [
    {
      picture: 'calendar',
      title: 'Votre demande dure un an',
      sentences: [
        until < today
          ? `Votre demande s’est arrêtée le ${frenchLongDate(until)}.`
          : `Votre demande est bonne jusqu’au ${frenchLongDate(until)}.`,
        'Chaque année, il faut la faire continuer.',
        'Cela s’appelle renouveler.',
        'C’est gratuit.',
      ],
    },
  ];
}

function easyWish(wish: Wish, answerDays: number, today: CivilDate): EasyIdea {
  const { advert } = wish;
  const open = advert.state === 'open' && today <= advert.closesOn;
  const news = frenchLongDate(newsOfWishBy(wish, answerDays, today));
  return {
    picture: 'home',
    title: 'Vous avez demandé un logement',
    sentences: [
      `C’est un logement de ${easyHome(homeNameOf(advert.facts))}.`,
      open
        ? `D’autres personnes peuvent le demander jusqu’au ${frenchLongDate(advert.closesOn)}.`
        : 'Personne n’a encore décidé.',
      ...(open ? ['Ensuite, des personnes décident.'] : []),
      `Vous aurez des nouvelles au plus tard le ${news}.`,
    ],
  };
}

function easyAnswer({ answer, advert, answeredOn }: Wish): EasyIdea[] {
  const read = wishAnswerSchema.safeParse(answer);
  if (!read.success || answeredOn === null) return [];
  return [
    {
      picture: 'letter',
      title: 'Vous avez une réponse',
      sentences: [
        `C’est pour un logement de ${easyHome(homeNameOf(advert.facts))}.`,
        ...easyOutcome(read.data),
        `La réponse est du ${frenchLongDate(answeredOn)}.`,
        'Les raisons sont sur la page « Suivi ».',
        'Vous pouvez dire que vous n’êtes pas d’accord.',
      ],
    },
  ];
}

function easyOutcome({ outcome }: WishAnswer): string[] {
  switch (outcome.code) {
    case 'housed':
      return ['Ce logement est le vôtre. Le bail est signé.'];
    case 'given':
      return outcome.rank === 1
        ? ['Ce logement est pour vous. On va vous le proposer par écrit.']
        : [
            `Vous êtes le numéro ${outcome.rank} de la liste.`,
            'Si les autres disent non, on vous le propose.',
          ];
    case 'refused':
      return outcome.irrecevable
        ? [
            'On ne vous donne pas ce logement.',
            'Il manque une condition à votre demande.',
            'Une lettre vous dit quoi faire, et avant quelle date.',
          ]
        : [notYours(outcome), 'Votre demande continue.'];
    case 'notPresented':
      return [notYours(outcome), 'Votre demande n’était pas sur la liste.', 'Votre demande continue.'];
    case 'withdrawn':
      return ['L’annonce a été retirée.', 'Votre demande continue.'];
    default:
      return unreachable(outcome);
  }
}

/** A committee may give a home to nobody: another household is named only where there is one. */
function notYours({ toAnother }: { toAnother: boolean }): string {
  return toAnother ? 'Ce logement est pour un autre foyer.' : 'On ne vous donne pas ce logement.';
}
