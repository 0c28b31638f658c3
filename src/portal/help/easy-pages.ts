/**
 * The main pages in easy French ("facile à lire et à comprendre"): short sentences, one idea each, everyday words, hard
 * words explained where they stand, a picture beside each idea. They follow the European rules of FALC; people
 * concerned have not read them again yet, and the page says so.
 */

export const easyPictures = [
  'home',
  'key',
  'paper',
  'phone',
  'calendar',
  'people',
  'points',
  'question',
  'letter',
  'exchange',
] as const;
export type EasyPicture = (typeof easyPictures)[number];

export type EasyIdea = { picture: EasyPicture; title: string; sentences: readonly string[] };
export type EasyPage = {
  /** Last part of the address. */
  slug: string;
  title: string;
  ideas: readonly EasyIdea[];
  /** The page that one goes to next. */
  next: { href: string; label: string };
};

export const easyPages: readonly EasyPage[] = [
  {
    slug: 'trouver-un-logement',
    title: 'Trouver un logement',
    ideas: [
      {
        picture: 'home',
        title: 'La page des annonces',
        sentences: [
          'La page des annonces montre les logements à louer.',
          'Tout le monde peut la lire.',
          'C’est gratuit.',
        ],
      },
      {
        picture: 'question',
        title: 'Chercher',
        sentences: [
          'Vous choisissez une ville.',
          'Vous choisissez combien de pièces vous voulez.',
          'Vous choisissez le loyer le plus haut pour vous.',
          'Le loyer est l’argent que vous payez chaque mois pour le logement.',
        ],
      },
      {
        picture: 'calendar',
        title: 'La date de fin',
        sentences: [
          'Chaque annonce a une date de fin.',
          'Vous pouvez répondre jusqu’à cette date.',
          'Répondre vite ne donne pas plus de chances.',
          'Prenez votre temps pour lire.',
        ],
      },
    ],
    next: { href: '/annonces', label: 'Voir les annonces' },
  },
  {
    slug: 'demander-un-logement',
    title: 'Dire qu’un logement m’intéresse',
    ideas: [
      {
        picture: 'paper',
        title: 'Le numéro unique',
        sentences: [
          'Pour avoir un logement social, il faut faire une demande.',
          'La demande a un numéro.',
          'Ce numéro s’appelle le numéro unique.',
          'Il a 18 caractères.',
          'Il est écrit sur le papier reçu après votre demande.',
        ],
      },
      {
        picture: 'phone',
        title: 'Le code',
        sentences: [
          'Vous écrivez votre numéro unique.',
          'Vous recevez un code par message ou par courriel.',
          'Vous écrivez le code.',
          'Votre dossier s’ouvre.',
          'Ne donnez ce code à personne.',
        ],
      },
      {
        picture: 'home',
        title: 'Choisir',
        sentences: [
          'Vous ouvrez une annonce.',
          'La page dit si vous pouvez demander ce logement.',
          'La page dit ce que vous paierez chaque mois.',
          'La page dit si vos chances sont grandes ou petites.',
          'Vous appuyez sur le bouton « Ce logement m’intéresse ».',
          'Vous pouvez changer d’avis jusqu’à la date de fin.',
        ],
      },
      {
        picture: 'people',
        title: 'Être aidé',
        sentences: [
          'Quelqu’un peut vous aider.',
          'Par exemple : une personne de votre famille ou une assistante sociale.',
          'Vous lui donnez votre accord par écrit.',
          'Cet accord s’appelle un mandat.',
          'Vous pouvez l’arrêter quand vous voulez.',
        ],
      },
    ],
    next: { href: '/demandeur/acces', label: 'Ouvrir mon dossier' },
  },
  {
    slug: 'mes-points',
    title: 'Mes points',
    ideas: [
      {
        picture: 'points',
        title: 'À quoi servent les points',
        sentences: [
          'Votre demande a des points.',
          'Les points viennent de votre situation.',
          'Par exemple : depuis quand vous attendez.',
          'Les points aident à ranger les demandes.',
          'Les règles sont les mêmes pour tous.',
        ],
      },
      {
        picture: 'people',
        title: 'Qui décide',
        sentences: [
          'L’ordinateur ne décide pas.',
          'Des personnes se réunissent et décident.',
          'Ce groupe s’appelle la commission d’attribution.',
        ],
      },
      {
        picture: 'question',
        title: 'Si quelque chose est faux',
        sentences: [
          'Regardez vos points ligne par ligne.',
          'Si une ligne est fausse, appuyez sur « Corriger ».',
          'Une personne vous répond avant une date.',
        ],
      },
    ],
    next: { href: '/demandeur', label: 'Voir ma demande' },
  },
  {
    slug: 'la-reponse',
    title: 'La réponse',
    ideas: [
      {
        picture: 'letter',
        title: 'Vous recevez toujours une réponse',
        sentences: [
          'La réponse a une date.',
          'Elle dit qui a décidé.',
          'Elle dit pourquoi.',
          'Elle dit ce que vous pouvez faire maintenant.',
        ],
      },
      {
        picture: 'key',
        title: 'On vous propose un logement',
        sentences: [
          'Vous recevez une lettre.',
          'Vous avez au moins 10 jours pour répondre.',
          'Si vous ne répondez pas, c’est comme si vous disiez non.',
          'Dire non ne ferme pas votre demande.',
          'Si vous avez le droit DALO, dire non peut vous le faire perdre.',
          'DALO veut dire : droit au logement opposable.',
        ],
      },
      {
        picture: 'question',
        title: 'Vous n’êtes pas d’accord',
        sentences: [
          'Vous pouvez demander qu’une personne regarde encore votre dossier.',
          'La lettre dit comment faire.',
          'La lettre dit jusqu’à quand.',
        ],
      },
    ],
    next: { href: '/demandeur', label: 'Voir où en est ma demande' },
  },
  {
    slug: 'changer-de-logement',
    title: 'Changer de logement',
    ideas: [
      {
        picture: 'home',
        title: 'Vous êtes déjà locataire',
        sentences: [
          'Votre logement est trop petit, trop grand ou trop cher ?',
          'Vous pouvez demander à changer.',
          'Changer de logement s’appelle une mutation.',
        ],
      },
      {
        picture: 'calendar',
        title: 'Une réponse avant une date',
        sentences: [
          'Une personne s’occupe de votre demande.',
          'La page dit avant quelle date elle vous répond.',
        ],
      },
      {
        picture: 'exchange',
        title: 'Échanger',
        sentences: [
          'Vous pouvez dire : je déménage si je trouve tel logement.',
          'On cherche d’autres locataires qui veulent échanger.',
          'Personne ne vous oblige.',
          'On vous demande votre accord avant chaque étape.',
        ],
      },
    ],
    next: { href: '/demandeur/logement', label: 'Changer de logement' },
  },
];

/** The page of an address; undefined where there is none. */
export function easyPageOf(slug: string): EasyPage | undefined {
  return easyPages.find((page) => page.slug === slug);
}
