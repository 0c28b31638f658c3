/**
 * The copy for a machine (GDPR art. 15 and 20): one JSON whose keys are explained by its first one, and one CSV of the
 * same facts. Art. 20 covers what the household gave; art. 15 what was made of it: both stand here, told apart.
 */
import { applicationToCopy, type OwnData } from './own-data.ts';
import { type DataPart, ownDataParts, ownDataRights } from './own-data-parts.ts';

/** What to read first: in the JSON, and as the first lines of the CSV. */
const ownDataReadme: readonly string[] = [
  'Ce fichier est la copie de vos données. Il se lit par une personne (« parties ») et par un programme (« donnees »).',
  '« fournies » : ce que vous avez donné ou fait (article 20 du RGPD) ; un autre service peut le reprendre.',
  '« produites » : ce que d’autres ont ajouté, calculé ou décidé (article 15).',
  'Dates au format année-mois-jour. Montants en centimes d’euro quand le nom finit par « Cents ». Communes par leur code Insee.',
  'Absents : le motif d’une priorité, une adresse protégée, les données d’autres personnes, le nom des agents. Demandez les deux premiers au guichet, en main propre.',
  'Ce fichier contient des données personnelles : ne le laissez pas sur un ordinateur partagé.',
];

/** The whole copy as a value that JSON writes. */
export function ownDataFile(data: OwnData): Record<string, unknown> {
  const { kept, life } = data;
  return {
    lisezMoi: ownDataReadme,
    format: 'parcours-mes-donnees/2',
    faiteLe: data.madeOn,
    bailleur: kept.landlordName,
    droits: ownDataRights,
    donnees: {
      fournies: {
        nom: kept.name,
        contact: kept.contact,
        preferences: kept.preferences,
        souhaitsPermanents: kept.standingWishes,
        candidatures: (life?.wishes ?? []).map(({ expressedOn, state }) => ({
          le: expressedOn,
          etat: state,
        })),
        fichiers: kept.files.map(({ document, bytes, on }) => ({ piece: document, octets: bytes, le: on })),
        mandats: data.mandates.map(({ kind, name, scope, from, until }) => ({
          ...{ nature: kind, nom: name, portee: scope, du: from, au: until },
        })),
        recours: (life?.cases ?? []).map(({ kind, receivedOn, answeredOn }) => ({
          ...{ nature: kind, recuLe: receivedOn, reponduLe: answeredOn },
        })),
      },
      produites: {
        points: data.scores.map(({ place, score }) => ({ territoire: place, total: score.total })),
        pieces: data.documents.map(({ document, state, receivedOn }) => ({
          ...{ piece: document, etat: state, recueLe: receivedOn },
        })),
        decisions: data.decisions.map(({ home, heldOn, own }) => ({
          ...{ logement: home, le: heldOn, decision: own.kind, rang: own.rank },
        })),
        offres: (life?.offers ?? []).map(({ sentOn, answer }) => ({ le: sentOn, reponse: answer })),
        baux: kept.leases.map(({ signedOn, typology }) => ({ signeLe: signedOn, typologie: typology })),
        courriers: kept.letters.map(({ on, by, subject }) => ({ le: on, par: by, objet: subject })),
        actes: kept.acts.map(({ on, kind, role }) => ({ le: on, acte: kind, par: role })),
      },
    },
    parties: ownDataParts(data),
    demande: life === null ? null : applicationToCopy(life.application, kept.isProtected),
    souhaitsPermanents: kept.standingWishes,
  };
}

/** The same as lines that a spreadsheet opens: part, where it comes from, and what it says. */
export function ownDataTable(data: OwnData): {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
} {
  const lines = ({ title, source, lines: own }: DataPart) =>
    own.map((line): string[] => [title, source, line]);
  return {
    columns: ['Partie', 'D’où cela vient', 'Donnée'],
    rows: [
      ...ownDataReadme.map((line): string[] => ['Lisez-moi', '', line]),
      ...ownDataRights.map((line): string[] => ['Vos droits', '', line]),
      ...ownDataParts(data).flatMap(lines),
    ],
  };
}
