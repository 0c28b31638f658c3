/** Why a request may be refused: a closed list, each reason tied to a rule; no other criterion is one (M-08d). */
import { articleOf } from '../../law/cards/index.ts';

export const refusalReasonCodes = [
  'noGround',
  'homeFits',
  'aboveCeilings',
  'noSuchHome',
  'notLeaseholder',
] as const;
export type RefusalReasonCode = (typeof refusalReasonCodes)[number];

type RefusalReason = { rule: string; officer: string; household: string };

const reasons: Readonly<Record<RefusalReasonCode, RefusalReason>> = {
  noGround: {
    rule: 'M-09',
    officer: 'Aucun des motifs publiés n’est établi',
    household: 'Ce que nous savons de votre situation ne montre aucun des motifs publiés.',
  },
  homeFits: {
    rule: 'F-01',
    officer: 'Le logement actuel correspond à la taille du ménage',
    household: 'Votre logement actuel correspond à la taille de votre ménage.',
  },
  aboveCeilings: {
    rule: 'I-01',
    officer: 'Revenus au-dessus du plafond des logements demandés',
    household: 'Vos revenus dépassent le plafond des logements que vous demandez.',
  },
  noSuchHome: {
    rule: 'M-05',
    officer: 'Aucun logement de ce type dans les communes demandées',
    household: 'Nous n’avons aucun logement de ce type dans les communes que vous demandez.',
  },
  notLeaseholder: {
    rule: 'M-08c',
    officer: 'La personne à reloger n’est pas titulaire du bail : elle dépose sa propre demande',
    household:
      'La personne à reloger n’est pas titulaire du bail. Elle peut déposer sa propre demande de logement.',
  },
};

export function refusalReason(code: RefusalReasonCode): RefusalReason & { article: string } {
  const { rule } = reasons[code];
  // No national text founds it: the landlord's own published order does (M-09).
  const article = rule === 'M-09' ? 'ordre de priorité publié par le bailleur' : articleOf(rule);
  return { ...reasons[code], article };
}

// What is said of a tenant and is no criterion: S-03 asks that the rules be the same for all (M-08d).
const illegal = [
  'impaye',
  'dette',
  'arriere',
  'doit de l argent',
  'mauvais payeur',
  'fidel',
  'bon locataire',
  'mauvais locataire',
  'comportement',
  'conduite',
  'trouble',
  'voisin',
  'actionnaire',
];

/** True where the words found a refusal on loyalty, conduct, arrears or a shareholder's wish. */
export function speaksOfIllegalCriterion(text: string): boolean {
  const plain = ` ${text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')} `;
  return illegal.some((stem) => plain.includes(` ${stem}`));
}
