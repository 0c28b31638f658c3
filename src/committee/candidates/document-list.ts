/**
 * The closed list of documents that may be asked of an applicant (P-02): no other may be. Dated data; the orders of
 * 22 December 2020, 19 and 20 April 2022 were not read, so the list is from memory and administrators are told so.
 */
import { type CivilDate, civilDate } from '../../kernel/civil-date.ts';

export type DocumentCategory = 'mandatory' | 'complementary';

/** When a complementary document can be asked at all. */
export type DocumentOccasion =
  | 'everyone'
  | 'couple'
  | 'separation'
  | 'children'
  | 'work'
  | 'resources'
  | 'housing'
  | 'transfer'
  | 'grounds';

export type ListedDocument = {
  code: string;
  category: DocumentCategory;
  occasion: DocumentOccasion;
  /** French, as an applicant reads it. */
  label: string;
  /** Months that it stays good once received; null: until the date written on it, or for ever. */
  validMonths: number | null;
};

export type DocumentList = {
  from: CivilDate;
  until: CivilDate | null;
  article: string;
  source: string;
  /** Shown to administrators; null where the text was read. */
  note: string | null;
  documents: readonly ListedDocument[];
};

const documents: readonly ListedDocument[] = [
  mandatory('identity', 'Pièce d’identité ou titre de séjour en cours de validité, pour chaque adulte', null),
  mandatory(
    'tax-notice',
    'Avis d’imposition ou de non-imposition de l’année N-2, pour chaque personne à loger',
    12,
  ),
  other('resources', 'last-resources', 'Justificatifs des ressources des trois derniers mois', 3),
  other('resources', 'later-tax-notice', 'Avis d’imposition de l’année N-1, si les revenus ont baissé', 12),
  other('resources', 'family-benefits', 'Attestation de la CAF ou de la MSA', 3),
  other('work', 'employment', 'Attestation d’employeur, contrat de travail ou carte d’étudiant', 6),
  other('work', 'job-seeker', 'Avis de situation de demandeur d’emploi', 3),
  other('couple', 'marriage', 'Livret de famille, acte de mariage ou attestation de Pacs', null),
  other(
    'separation',
    'separation',
    'Jugement de divorce, ordonnance du juge ou acte de rupture de Pacs',
    null,
  ),
  other('children', 'custody', 'Décision sur la résidence ou l’accueil des enfants', null),
  other('children', 'expected-child', 'Attestation d’une naissance attendue', 9),
  other('housing', 'lease-and-receipt', 'Bail et dernière quittance de loyer, ou attestation du bailleur', 3),
  other('housing', 'hosting', 'Attestation de la personne ou de la structure qui héberge', 3),
  other('housing', 'domiciliation', 'Attestation d’élection de domicile', 12),
  other('housing', 'ownership', 'Acte de propriété, ou attestation de vente en cours', null),
  other(
    'transfer',
    'landlord-certificate',
    'Attestation du bailleur : loyers à jour, ou plan d’apurement',
    3,
  ),
  other('grounds', 'notice-to-leave', 'Congé donné par le propriétaire, ou décision d’expulsion', null),
  other('grounds', 'unfit-home', 'Rapport ou décision sur l’état du logement', null),
  other('grounds', 'work-move', 'Attestation de l’employeur : mutation ou nouvelle embauche', 6),
  other('grounds', 'adapted-home', 'Justificatif du besoin d’un logement adapté', null),
  // One wording for all of them (D-04): which ground it proves is never written.
  other('grounds', 'priority-proof', 'Justificatif de la situation prioritaire (L441-1)', null),
];

/** Newest first. */
export const documentLists: readonly DocumentList[] = [
  {
    from: civilDate('2022-05-01'),
    until: null,
    article: 'CCH R441-2-4-1',
    source: 'arrêté du 22 décembre 2020, modifié en avril 2022',
    note: 'De mémoire, à vérifier : le contenu des arrêtés n’a pas été lu. Comparez chaque pièce avant de la demander.',
    documents,
  },
];

/** The list in force on a day; null where none is loaded, and no document may then be asked. */
export function documentListOn(date: CivilDate): DocumentList | null {
  return documentLists.find(({ from, until }) => from <= date && (until === null || date <= until)) ?? null;
}

function mandatory(code: string, label: string, validMonths: number | null): ListedDocument {
  return { code, category: 'mandatory', occasion: 'everyone', label, validMonths };
}

function other(
  occasion: DocumentOccasion,
  code: string,
  label: string,
  validMonths: number | null,
): ListedDocument {
  return { code, category: 'complementary', occasion, label, validMonths };
}
