/**
 * Words that no note on a candidate may hold (D-03, D-04), and everyday phrases that hold one of them without saying
 * anything of a person. Beginnings of words, without accents, in lower case, so that "agressée" and "agressions" need one
 * line; a space at the end closes the word ("viols " is not the beginning of another).
 */
import type { ForbiddenNote } from './decision-refusal.ts';

export const forbiddenStems: Readonly<Record<Exclude<ForbiddenNote, 'number' | 'name'>, readonly string[]>> =
  {
    origin: [
      ...['nationalit', 'naturalis', 'binational', 'etranger', 'immigr', 'migrant', 'refugie', 'apatride'],
      ...['titre de sejour', 'titres de sejour', 'carte de sejour', 'cartes de sejour', 'sans papier'],
      ...['demandeur d asile', 'demandeuse d asile', 'demandeurs d asile', 'droit d asile', 'oqtf '],
      ...['parle mal francais', 'parle pas francais', 'parle pas le francais'],
      ...['origine', 'ethni', 'racial', 'gens du voyage', 'rom ', 'roms ', 'tsigane', 'tzigane', 'gitan'],
      ...['africain', 'maghreb', 'algerien', 'marocain', 'tunisien', 'senegalais', 'malien ', 'maliens '],
      ...['malienne', 'ivoirien', 'camerounais', 'congolais', 'guineen', 'comorien', 'haitien', 'mahorais'],
      ...['turc ', 'turcs ', 'turque', 'kurde', 'syrien', 'afghan', 'irakien', 'iranien', 'libanais'],
      ...['ukrainien', 'russe ', 'russes ', 'tchetchene', 'armenien', 'georgien', 'albanais', 'kosovar'],
      ...[
        'roumain',
        'bulgare',
        'portugais',
        'chinois',
        'vietnamien',
        'bangladais',
        'pakistanais',
        'europeen',
      ],
      ...['communaut', 'religi', 'musulman', 'islam', 'mosquee', 'ramadan', 'chretien', 'catholi', 'juif'],
      ...[
        'juive',
        'bouddhis',
        'temoin de jehovah',
        'temoins de jehovah',
        'voile ',
        'voilee',
        'foulard',
        'hijab',
      ],
    ],
    health: [
      ...['malad', 'handicap', 'sante ', 'cancer', 'tumeur', 'depress', 'psych', 'medica', 'medecin'],
      ...[
        'hospitalis',
        'hopital',
        'hopitaux',
        'infirmit',
        'invalidite',
        'addict',
        'alcool',
        'toxico',
        'drogue',
      ],
      ...['grossesse', 'enceinte', 'accouche', 'autis', 'diagnos', 'vih '],
      ...['sida ', 'schizo', 'bipolaire', 'suicid', 'epilep', 'diabet', 'alzheimer', 'parkinson', 'dialyse'],
      ...[
        'chimio',
        'malvoyan',
        'malentendan',
        'trouble mental',
        'troubles mentaux',
        'trouble du comportement',
      ],
      ...['troubles du comportement', 'sante mentale', 'tutelle', 'curatelle', 'mdph ', 'aah '],
    ],
    violence: [
      ...[
        'violence',
        'violent ',
        'violents ',
        'violente',
        'battu ',
        'battue',
        'battus ',
        'agress',
        'maltrait',
      ],
      ...['viol ', 'viols ', 'violee', 'violeur', 'inceste', 'ordonnance de protection', 'plainte'],
      ...[
        'prostitu',
        'proxenet',
        'traite des etres',
        'traite humaine',
        'victime de traite',
        'victime de la traite',
      ],
      ...[
        'victimes de traite',
        'victimes de la traite',
        'feminicide',
        'harcel',
        'conjoint dangereux',
        'fuit son',
      ],
      ...['fuit sa', 'sous emprise', 'sous l emprise', 'telephone grave danger', 'mariage force', 'excision'],
    ],
    privateLife: [
      ...[
        'homosex',
        'bisex',
        'transsex',
        'lesbien',
        'transgenre',
        'orientation sexuelle',
        'syndicali',
        'syndique',
      ],
      ...[
        'opinion politique',
        'opinions politiques',
        'parti politique',
        'casier judiciaire',
        'prison',
        'incarcer',
      ],
      ...[
        'detention',
        'ancien detenu',
        'ancienne detenue',
        'ex detenu',
        'maison d arret',
        'centre penitentiaire',
      ],
      ...['bracelet electronique', 'delinqu', 'mauvaises moeurs', 'moeurs legeres'],
    ],
  };

/** Said of homes, places and papers, not of people: taken out of a text before it is read. */
export const everydayPhrases: readonly string[] = [
  ...[
    'communaute de communes',
    'communaute d agglomeration',
    'communaute urbaine',
    'regime de la communaute',
  ],
  ...['communaute reduite aux acquets', 'communaute de biens', 'vie en communaute'],
  ...['a l origine', 'logement d origine', 'logements d origine', 'commune d origine', 'quartier d origine'],
  ...['residence d origine', 'demande d origine', 'bail d origine', 'etat d origine', 'equipement d origine'],
  ...['equipements d origine', 'revenus de l etranger', 'revenu de l etranger', 'a l etranger'],
  ...['parlement europeen', 'norme europeenne', 'normes europeennes'],
  ...['l enceinte', 'maladresse', 'maladroit', 'diagnostic de performance', 'diagnostics de performance'],
  ...['diagnostic energetique', 'diagnostics energetiques', 'diagnostic technique', 'diagnostics techniques'],
  ...['diagnostic amiante', 'diagnostic plomb', 'diagnostic gaz', 'diagnostic electri', 'diagnostic social'],
  ...['centre de sante', 'maison de sante', 'rue de la sante', 'rue de l hopital', 'place de l hopital'],
  ...['detention d un logement', 'detention d un bien', 'detention du bien'],
];
