/** The returns that this tool makes, with their texts; and those of the same calendar that others make (law §11). */

export type ReturnKind =
  | 'half-year'
  | 'flow'
  | 'conference'
  | 'designations'
  | 'quarters'
  | 'committee'
  | 'convention';

type KindWords = {
  title: string;
  articles: readonly string[];
  /** What people must know of the form, where the official one was not seen; null: the texts ask for no form. */
  layout: string | null;
};

export const returnKindWords: Readonly<Record<ReturnKind, KindWords>> = {
  'half-year': {
    title: 'Attributions hors des quartiers prioritaires, par semestre',
    articles: ['CCH L441-1 al. 33 et 34', 'arrêté du 6 juin 2023'],
    layout:
      'Le tableau annexé à l’arrêté du 6 juin 2023 n’a pas été vu : les colonnes sont celles que la loi nomme. Reportez-les dans le modèle officiel s’il diffère.',
  },
  flow: {
    title: 'Bilan du flux et logements déduits, aux réservataires',
    articles: ['CCH R441-5', 'CCH R441-5-1'],
    layout:
      'Aucun modèle officiel n’a été vu : les colonnes sont celles que R441-5 et R441-5-1 nomment. Les classes de la période de construction sont celles du bailleur.',
  },
  conference: {
    title: 'Bilan du flux, à la conférence intercommunale du logement (CIL)',
    articles: ['CCH R441-5-1'],
    layout:
      'Aucun modèle officiel n’a été vu : les colonnes sont celles que R441-5-1 nomme. Les classes de la période de construction sont celles du bailleur.',
  },
  designations: {
    title: 'Compte annuel des désignations',
    articles: ['CCH L441-1 al. 21'],
    layout:
      'Le texte demande que ce compte soit public et par département ; il ne donne ni colonnes ni modèle. Les petits effectifs sont masqués.',
  },
  quarters: {
    title: 'Quart des attributions aux ménages DALO ou prioritaires',
    articles: ['CCH L441-1 al. 39 et 43', 'CCH L313-26-2', 'CCH L313-35'],
    layout: 'Aucun modèle officiel n’a été vu : une ligne par réservataire et par département.',
  },
  committee: {
    title: 'Rapport d’activité de la commission d’attribution (CALEOL)',
    articles: ['CCH R441-9 IV', 'CCH R441-3'],
    layout: null,
  },
  convention: {
    title: 'Indicateurs de la convention d’utilité sociale (CUS) : PP-5, PS-1, PS-2, PS-3',
    articles: ['CCH R445-2-8', 'CCH R445-5', 'CCH R445-5-1'],
    layout:
      'L’annexe officielle de la convention d’utilité sociale n’a pas été vue : PP-5 suit l’annexe d’une convention publiée, les autres tableaux suivent le texte.',
  },
};

type OtherReturn = { what: string; recipient: string; when: string; article: string; by: string };

/** In the same calendar, and not made here: nobody should look for them in this tool. */
export const returnsMadeElsewhere: readonly OtherReturn[] = [
  {
    what: 'Répertoire du parc locatif social (RPLS), logement par logement',
    recipient: 'Service statistique du ministère',
    when: 'avant le 1er mars',
    article: 'CCH R411-3',
    by: 'le service du patrimoine',
  },
  {
    what: 'Enquête sur l’occupation du parc social (OPS), par commune, QPV à part',
    recipient: 'Préfet',
    when: 'à la date fixée par arrêté',
    article: 'CCH L442-5, R442-13 et R442-14',
    by: 'la gestion locative',
  },
  {
    what: 'Données du supplément de loyer de solidarité',
    recipient: 'Préfet',
    when: 'avant le 1er juin',
    article: 'CCH R441-27',
    by: 'la gestion locative',
  },
  {
    what: 'Gestion locative adaptée des logements PLAI adaptés',
    recipient: 'Préfet',
    when: 'chaque année',
    article: 'CCH D331-25-1',
    by: 'la gestion locative',
  },
  {
    what: 'Indicateurs PP-2 et PP-3 de la convention d’utilité sociale',
    recipient: 'Préfet signataire',
    when: 'chaque année',
    article: 'CCH R445-2-9',
    by: 'le service du patrimoine',
  },
  {
    what: 'Engagements de la convention intercommunale d’attribution (CIA)',
    recipient: 'Conférence intercommunale du logement',
    when: 'évaluation chaque année',
    article: 'CCH L441-1 al. 28, L441-1-6',
    by: 'la direction, avec l’EPCI ; les chiffres sont dans les indicateurs',
  },
  {
    what: 'Compte des attributions',
    recipient: 'Préfet, EPCI, maires',
    when: 'en continu',
    article: 'CCH L441-2-5, R441-12',
    by: 'l’enregistrement au SNE, qui en tient lieu',
  },
  {
    what: 'Données consolidées des attributions',
    recipient: 'Commission de médiation, PDALHPD',
    when: 'chaque année',
    article: 'CCH R441-12 III',
    by: 'le préfet',
  },
  {
    what: 'Suivi du contingent de l’État (SYPLO)',
    recipient: 'Préfet, SIAO',
    when: 'en continu',
    article: 'outil de l’État',
    by: 'la préfecture, à partir des réponses du bailleur',
  },
];
