/** The explanation in plain French, part by part as R311-3-1-2 lists them: the page and the letter say the same. */
import { decisionNames } from '../../committee/decision.ts';
import { type CivilDate, civilDate, isCivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import type { ScoreLine } from '../../scoring/grid.ts';
import type { Calculation, ExplainedDecision } from './explanation.ts';

export type ExplanationPart = { title: string; sentences: readonly string[]; lines: readonly string[] };

/** Four parts, in the order of the Code, then what to do if something is wrong. */
export function explanationParts(decision: ExplainedDecision): ExplanationPart[] {
  const { calculation } = decision;
  return [
    { title: 'La part du calcul dans la décision', sentences: contribution(decision), lines: [] },
    { title: 'Les données lues, et d’où elles viennent', ...data(calculation) },
    { title: 'Les points appliqués à votre dossier', ...weights(calculation) },
    { title: 'Ce que le calcul a fait, pas à pas', sentences: [], lines: operations(calculation) },
    {
      title: 'Si quelque chose est faux',
      sentences: [
        'Vous pouvez faire corriger une donnée, demander qu’une personne regarde à nouveau votre dossier, ou contester la décision, depuis votre dossier ou au guichet.',
      ],
      lines: [],
    },
  ];
}

function contribution({ heldOn, decidedBy, own, calculation }: ExplainedDecision): string[] {
  const decided = `Le ${frenchLongDate(heldOn)}, ${decidedBy} a décidé : ${decisionNames[own.kind].toLowerCase()}${own.rank === null ? '' : `, rang ${own.rank}`}.`;
  if (calculation === null) {
    return [decided, 'Aucun calcul n’a proposé de liste pour ce logement : des personnes ont tout examiné.'];
  }
  return [
    decided,
    'Le calcul a aidé, il n’a pas décidé. Il a proposé une liste ; la commission, faite de personnes, a examiné chaque dossier et pouvait décider autrement.',
    calculation.proposedRank === null
      ? 'Votre dossier n’était sur aucune liste proposée pour ce logement : il a été ajouté à l’examen par une personne.'
      : rankWords(calculation.proposedRank, own.rank),
  ];
}

function rankWords(proposed: number, decided: number | null): string {
  const was = `Le calcul vous proposait au rang ${proposed}`;
  if (decided === proposed) return `${was} ; la commission a décidé le même rang.`;
  return decided === null
    ? `${was} ; la commission a décidé autrement, et ses raisons sont dans votre courrier.`
    : `${was} ; la commission vous a classé au rang ${decided}.`;
}

function data(calculation: Calculation | null): Pick<ExplanationPart, 'sentences' | 'lines'> {
  const readOn = calculation?.readOn ?? null;
  return {
    sentences: [
      readOn === null
        ? 'Ont été lues les données de votre dossier au jour de l’examen.'
        : `Ont été lues les données de votre dossier telles qu’elles étaient le ${frenchLongDate(readOn)}.`,
    ],
    lines: [
      'Votre demande et vos pièces : composition du ménage, ressources, communes et tailles souhaitées (système national d’enregistrement, SNE).',
      'Les reconnaissances données par un organisme à une date (DALO, situation prioritaire).',
      'Le logement : taille, loyer, plafond de ressources, réservation (répertoire du bailleur).',
      'Jamais lus : nationalité, origine, sexe, santé.',
    ],
  };
}

function weights(calculation: Calculation | null): Pick<ExplanationPart, 'sentences' | 'lines'> {
  if (calculation === null)
    return { sentences: ['Aucun point n’a été calculé pour cette liste.'], lines: [] };
  const { points, grid } = calculation;
  if (points === null) {
    return {
      sentences: [
        'Vos points pour ce logement n’ont pas été gardés avec cette liste. Vos points du jour sont dans « Mes points ».',
      ],
      lines: [],
    };
  }
  return {
    sentences: [
      ...(grid === null ? [] : [`Grille « ${grid.name} », version ${grid.version}, la même pour tous.`]),
      `Total : ${frenchCount(points.total, 'point')}.`,
    ],
    lines: [
      ...points.lines.map((line) => `${scoreLineWords(line)}.`),
      ...points.bonusLines.map(
        ({ kind, label, points: given }) =>
          `${kind === 'quota' ? 'Objectif de l’année, ' : ''}${label} : ${frenchCount(given, 'point').replace('-', '−')}.`,
      ),
    ],
  };
}

/** "Pièces libérées : 30 points (2, au 12 novembre 2026, vérifié)". */
export function scoreLineWords(line: ScoreLine): string {
  return `${line.label} : ${frenchCount(line.points, 'point')}${factWords(line)}`;
}

/** What the file says, its day and how far it is proved. */
function factWords({ fact, asOf, evidence, sensitive }: ScoreLine): string {
  // A line of a sensitive ground keeps its neutral label alone (D-04).
  if (sensitive || fact === null) return '';
  const said =
    fact === true ? 'oui' : fact === false ? 'non' : typeof fact === 'number' ? frenchNumber(fact) : fact;
  const day = asOf !== null && isCivilDate(asOf) ? `, au ${dayWords(civilDate(asOf))}` : '';
  const proof = evidence === 'declared' ? ', déclaré' : evidence === 'verified' ? ', vérifié' : '';
  return ` (${said}${day}${proof})`;
}

function dayWords(day: CivilDate): string {
  return frenchLongDate(day);
}

const tieBreakWords = {
  none: null,
  fit: 'À égalité de points avec un autre dossier, la taille du logement a départagé.',
  seniority: 'À égalité de points avec un autre dossier, l’ancienneté de la demande a départagé.',
  number: 'À égalité complète avec un autre dossier, le numéro de la demande a départagé.',
} as const;

function operations(calculation: Calculation | null): string[] {
  if (calculation === null) return ['Aucune opération : la liste a été faite par des personnes.'];
  const tie = calculation.points === null ? null : tieBreakWords[calculation.points.tieBreak];
  return [
    'Vérifier que la loi permet ce logement à votre ménage : demande à jour, plafond de ressources, taille, réservation.',
    'Compter vos points avec la grille votée, puis ceux des objectifs de l’année en retard, plafonnés.',
    'Répartir tous les logements de la séance à la fois, sans que personne passe devant un ménage qui a plus de points pour le même logement.',
    ...(tie === null ? [] : [tie]),
    'Expliquer chaque place proposée à la commission.',
  ];
}
