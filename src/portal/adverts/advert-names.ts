/** The states and regimes of adverts in French. */
import type { AdvertState } from '../advert.ts';
import type { AdvertRegime } from '../policy.ts';

export const advertStateNames: Readonly<Record<AdvertState, string>> = {
  draft: 'Brouillon',
  review: 'À relire',
  scheduled: 'Programmée',
  open: 'Ouverte',
  closed: 'Close',
  answered: 'Répondue',
  withdrawn: 'Retirée',
};

export const regimeNames: Readonly<Record<AdvertRegime, string>> = {
  tense: 'Territoire tendu : une date de clôture',
  slack: 'Territoire détendu : publication continue',
};

/** The regime explained to who reads the advert, in two sentences. */
export const regimeSentences: Readonly<Record<AdvertRegime, string>> = {
  tense:
    'Vous avez jusqu’à la date de clôture pour vous dire intéressé. Après cette date, les candidatures sont classées par points, ceux d’un DALO reconnu compris, puis la commission décide.',
  slack:
    'L’annonce reste ouverte tant que le logement n’est pas attribué, et nous faisons le point une fois par semaine. À chaque point, les candidatures sont classées par points, ceux d’un DALO reconnu compris, puis la commission décide.',
};
