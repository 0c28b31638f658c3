/**
 * The members' folder: a home a page, its candidates side by side, the same facts in the same rows. Identities are
 * masked; what the calculation proposes stands at the foot, after the households.
 */
import type { Block, Paper } from '../../documents/pdf/model.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchShortDate } from '../../kernel/french.ts';
import { poolSentence } from '../../wording/run-sentences.ts';
import type { AgendaHomeView, SessionView } from '../session-view.ts';
import { columnName, sheetRows } from '../sheet-rows.ts';
import { homeFacts } from './home-facts.ts';
import { commissionInFull, dayInWords, exceptionNames, homeInWords } from './paper-words.ts';

export type FolderQuestion = {
  view: Pick<SessionView, 'session' | 'commission' | 'bylaws' | 'homes'>;
  /** Those of the sitting that the reader may read; each keeps its number of the agenda. */
  homes: SessionView['homes'];
  landlordName: string;
  createdAt: Date;
};

/** More candidates than this beside each other ask for a wide page. */
const mostOnPortrait = 4;

export function folderPaper({ view, homes, landlordName, createdAt }: FolderQuestion): Paper {
  const { session } = view;
  const masked = view.bylaws.identitiesMasked;
  const numbered = homes.map((place) => ({ place, position: view.homes.indexOf(place) + 1 }));
  const day = dayInWords(session.heldOn);
  const most = Math.max(0, ...homes.map(({ candidates }) => candidates.length));
  return {
    title: `Dossier de la séance du ${day}`,
    subject: 'Logements et demandes à examiner par la commission d’attribution',
    author: landlordName,
    createdAt,
    orientation: most > mostOnPortrait ? 'landscape' : 'portrait',
    letterhead: {
      sender: { name: landlordName, lines: [view.commission.name] },
      recipient: null,
      placeAndDate: `Séance du ${day}`,
      references: [],
    },
    footer: `Séance du ${frenchLongDate(session.heldOn)}, dossier confidentiel réservé aux membres`,
    blocks: [
      { kind: 'heading', level: 1, text: `Dossier de la séance du ${day}`, bookmark: 'Dossier de la séance' },
      ...openingBlocks(numbered, masked),
      ...numbered.flatMap(({ place, position }): Block[] => [
        { kind: 'pageBreak' },
        ...homeBlocks(place, { position, date: session.heldOn, masked }),
      ]),
    ],
  };
}

type Numbered = { place: AgendaHomeView; position: number };

function openingBlocks(homes: readonly Numbered[], masked: boolean): Block[] {
  const candidates = homes.reduce((sum, { place }) => sum + place.candidates.length, 0);
  const lead = `La ${commissionInFull} examine ${frenchCount(homes.length, 'logement')} et ${frenchCount(candidates, 'demande')}.`;
  if (homes.length === 0) return [{ kind: 'paragraph', size: 'lead', text: lead }];
  return [
    { kind: 'paragraph', size: 'lead', text: lead },
    {
      kind: 'note',
      tone: 'plain',
      title: 'Comment lire ce dossier',
      text: [
        'Une page par logement : le logement, puis les demandes côte à côte, dans l’ordre des numéros uniques. Ce qui distingue une demande des autres est en gras.',
        masked
          ? 'Les noms et les numéros sont masqués : les lettres A, B, C sont celles de la séance.'
          : 'Les noms sont masqués.',
        'Ce que le calcul propose figure au pied de chaque logement. Il n’engage pas la commission : elle peut demander à voir un des cinq suivants.',
      ],
    },
    {
      kind: 'paragraph',
      size: 'small',
      text: 'APL : aide personnalisée au logement. DALO : droit au logement opposable. PLAI, PLUS, PLS : prêts qui ont financé le logement et fixent son plafond de ressources. QPV : quartier prioritaire de la politique de la ville. 1er quartile : le quart des demandeurs aux ressources les plus basses. Taux d’effort : part des ressources prise par le loyer et les charges, aide déduite. Reste à vivre : ce qui reste ensuite, par jour et par unité de consommation (1 pour le premier adulte, moins pour les autres personnes). Résidence à enjeu prioritaire de mixité sociale : le bailleur en tient la liste ; ce motif de refus y est ouvert, et un autre logement adapté doit alors être proposé.',
    },
    {
      kind: 'table',
      caption: 'Logements de la séance',
      columns: [
        { header: 'N°', width: 0.6, align: 'right' },
        { header: 'Logement', width: 5 },
        { header: 'Réservataire', width: 2.6 },
        { header: 'Demandes', width: 1.3, align: 'right' },
      ],
      rows: homes.map(({ place, position }) => [
        String(position),
        nameOf(place),
        place.holder?.name ?? 'aucun',
        String(place.candidates.length),
      ]),
    },
  ];
}

type HomeReading = { position: number; date: CivilDate; masked: boolean };

function homeBlocks(place: AgendaHomeView, { position, date, masked }: HomeReading): Block[] {
  const { home, candidates } = place;
  const title = `${position}. ${nameOf(place)}`;
  const bookmark = `${position}. ${home.typology}, ${place.communeName}`;
  return [
    { kind: 'heading', level: 2, text: title, bookmark },
    { kind: 'facts', columns: 2, rows: homeFacts(place, date) },
    ...(place.adaptedHint === null ? [] : [note('Logement adapté', place.adaptedHint)]),
    ...checkBlocks(place),
    ...(candidates.length === 0 ? [] : [comparison(place, masked), ...footBlocks(place, masked)]),
  ];
}

const note = (title: string, text: string, tone: 'plain' | 'attention' = 'plain'): Block => ({
  kind: 'note',
  title,
  text: [text],
  tone,
});

/** Fewer than three applications: the exception and its evidence, or that none is recorded (C-06). */
function checkBlocks({ candidatesCheck }: AgendaHomeView): Block[] {
  if (candidatesCheck.state === 'enough') return [];
  const count = frenchCount(candidatesCheck.count, 'demande');
  if (candidatesCheck.state === 'blocked') {
    return [
      note(
        `${count} au lieu de trois`,
        'Aucune exception n’est établie : ce logement ne peut pas être examiné en l’état (CCH R441-3).',
        'attention',
      ),
    ];
  }
  const { ground, evidence, on } = candidatesCheck.exception;
  return [
    note(
      `${count} au lieu de trois : ${exceptionNames[ground]}`,
      `${evidence} Constaté le ${frenchShortDate(on)} (CCH R441-3).`,
    ),
  ];
}

/** Where identities are masked, unique numbers are not said either: columns have letters. */
function comparison(place: AgendaHomeView, masked: boolean): Block {
  const rows = sheetRows(place.candidates);
  const numbers = place.candidates.map(({ number }) => ({ text: number, note: null, differs: false }));
  return {
    kind: 'comparison',
    caption: 'Demandes à examiner, dans l’ordre des numéros uniques',
    corner: 'Fait',
    columns: place.candidates.map((_, index) => columnName(index)),
    rows: masked ? rows : [{ label: 'Numéro unique', cells: numbers }, ...rows],
  };
}

/** What the calculation proposes, and who could be asked for next: after the households, never before. */
function footBlocks({ agenda, candidates, holder }: AgendaHomeView, masked: boolean): Block[] {
  const hasProposal = candidates.some(({ proposedRank }) => proposedRank !== null);
  const cells = (text: (candidate: AgendaHomeView['candidates'][number]) => string) =>
    candidates.map((candidate) => ({ text: text(candidate), note: null, differs: false }));
  const proposal: Block = {
    kind: 'comparison',
    caption: 'Ce que le calcul propose',
    corner: 'Proposition',
    columns: candidates.map((_, index) => columnName(index)),
    rows: [
      {
        label: 'Rang proposé',
        cells: cells(({ proposedRank }) =>
          proposedRank === null ? 'hors proposition' : String(proposedRank),
        ),
      },
      {
        label: 'Points',
        cells: cells(({ totalPoints }) =>
          totalPoints === null ? 'non calculés' : frenchNumber(totalPoints),
        ),
      },
    ],
  };
  const pool: Block[] = agenda.pool
    ? [{ kind: 'paragraph', size: 'small', text: poolSentence(agenda.pool, holder?.name ?? null) }]
    : [];
  const next: Block[] =
    agenda.next.length === 0
      ? []
      : [
          {
            kind: 'table',
            dense: true,
            caption: `Les ${agenda.next.length === 1 ? 'suivants' : `${agenda.next.length} suivants`} que la commission peut demander à voir`,
            columns: [
              { header: masked ? 'Ordre' : 'Numéro unique', width: masked ? 1 : 2.4 },
              { header: 'Ménage', width: 5 },
              { header: 'Points', width: 1, align: 'right' },
            ],
            rows: agenda.next.map(({ number, householdInWords, totalPoints }, index) => [
              masked ? String(index + 1) : number,
              householdInWords,
              frenchNumber(totalPoints),
            ]),
          },
        ];
  return [...(hasProposal ? [{ kind: 'together', blocks: [proposal] } as const] : []), ...pool, ...next];
}

function nameOf({ home, communeName }: AgendaHomeView): string {
  return homeInWords({ ...home, communeName });
}
