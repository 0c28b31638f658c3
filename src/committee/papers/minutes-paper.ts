/** The minutes (procès-verbal) as a paper: C-14's record, frozen at the closing, with its proof and room to sign. */
import type { Block, Paper, Words } from '../../documents/pdf/model.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchShortDate } from '../../kernel/french.ts';
import { decisionNames } from '../decision.ts';
import type { MinutesContent, MinutesMember } from '../minutes-content.ts';
import type { AgendaHomeView, RecordedDecision } from '../session-view.ts';
import { minutesHomeBlocks } from './minutes-home.ts';
import { informationBlocks, reviewBlocks } from './minutes-occupancy.ts';
import {
  clockInWords,
  commissionInFull,
  dayInWords,
  homeInWords,
  hourInWords,
  instantInWords,
  modeInWords,
  outcomeNames,
  presenceNames,
  voiceNames,
} from './paper-words.ts';

/** Where the journal holds the minutes: what makes a change of them show. */
export type MinutesProof = { contentHash: string; journalSequence: number; journalHash: string };

export type MinutesQuestion = {
  content: MinutesContent;
  proof: MinutesProof;
  /** The homes as they are now: decisions corrected after the closing are told apart, below the frozen minutes. */
  homes: readonly Pick<AgendaHomeView, 'home' | 'communeName' | 'history'>[];
};

/** Letters of a hash that people compare. */
const shownHash = 16;

export function minutesPaper({ content, proof, homes }: MinutesQuestion): Paper {
  const day = dayInWords(content.heldOn);
  return {
    title: `Procès-verbal de la séance du ${day}`,
    subject: 'Décisions de la commission d’attribution des logements',
    author: content.landlordName,
    createdAt: new Date(content.closedAt),
    orientation: 'portrait',
    letterhead: {
      sender: { name: content.landlordName, lines: [content.commissionName] },
      recipient: null,
      placeAndDate: `Séance du ${day}`,
      references: [],
    },
    footer: `Scellé au journal, ligne ${frenchNumber(proof.journalSequence)}, empreinte ${proof.journalHash.slice(0, shownHash)}`,
    blocks: [
      { kind: 'heading', level: 1, text: `Procès-verbal de la séance du ${day}`, bookmark: 'Procès-verbal' },
      { kind: 'paragraph', size: 'lead', text: leadOf(content) },
      { kind: 'facts', rows: sessionFacts(content) },
      ...memberBlocks(content),
      ...summaryBlocks(content),
      ...content.homes.flatMap((home, index) => minutesHomeBlocks(home, index + 1)),
      ...reviewBlocks(content),
      ...informationBlocks(content),
      ...correctionBlocks(homes, content.closedAt),
      ...closingBlocks(content, proof),
    ],
  };
}

function leadOf({ homes, kind }: MinutesContent): string {
  const decided = homes.filter(({ outcome }) => outcome === 'decided').length;
  const urgency = kind === 'emergency' ? ', réunie en urgence,' : '';
  return `La ${commissionInFull}${urgency} a décidé pour ${frenchCount(decided, 'logement')} sur ${frenchNumber(homes.length)}.`;
}

function sessionFacts(content: MinutesContent): { label: string; value: Words }[] {
  const { quorum, bylaws } = content;
  const opened = content.openedAt === null ? null : instantInWords(new Date(content.openedAt));
  const byDefault = bylaws.quorumIsDefault ? ', quorum par défaut : le conseil n’en a pas adopté' : '';
  return [
    ...(content.convenedAt === null
      ? []
      : [{ label: 'Convoquée le', value: instantInWords(new Date(content.convenedAt)) }]),
    {
      label: 'Prévue le',
      value: `${dayInWords(content.heldOn)}${content.startsAt ? ` à ${hourInWords(content.startsAt)}` : ''}`,
    },
    { label: 'Tenue', value: [modeInWords(content.mode), content.place].filter(Boolean).join(', ') },
    ...(opened === null ? [] : [{ label: 'Ouverte le', value: opened }]),
    { label: 'Close le', value: instantInWords(new Date(content.closedAt)) },
    { label: 'Présidence', value: content.chairName ?? 'non désignée' },
    { label: 'Secrétariat', value: content.recordedBy },
    {
      label: 'Quorum',
      value: `${quorum.met ? 'atteint' : 'non atteint'} : ${frenchCount(quorum.reached, 'membre')} pour ${quorum.required} exigés`,
    },
    {
      label: 'Règlement intérieur',
      value: `version ${bylaws.version}, en vigueur depuis le ${frenchLongDate(bylaws.effectiveOn)}${byDefault}`,
    },
  ];
}

/** Those who took part, and the absent of the six; the many who were not concerned are not listed. */
function memberBlocks({ members }: MinutesContent): Block[] {
  const there = members.filter(({ presence, quality }) => presence !== 'absent' || quality === 'boardMember');
  return [
    { kind: 'heading', level: 2, text: 'Membres' },
    {
      kind: 'table',
      caption: 'Membres présents, représentés ou absents',
      rowHeaders: true,
      columns: [
        { header: 'Membre', width: 2.4 },
        { header: 'Qualité', width: 4 },
        { header: 'Voix', width: 1.3 },
        { header: 'Présence', width: 2.6 },
      ],
      rows: there.map((member) => [
        member.name,
        `${member.qualityInWords}${member.sitsFor === null ? '' : `, suppléant de ${member.sitsFor}`}`,
        voiceNames[member.voice],
        presenceOf(member),
      ]),
    },
  ];
}

function presenceOf({ presence, proxyTo, arrivedAt, leftAt }: MinutesMember): string {
  return [
    `${presenceNames[presence]}${proxyTo === null ? '' : ` par ${proxyTo}`}`,
    ...(arrivedAt === null ? [] : [`arrivée ${clockInWords(new Date(arrivedAt))}`]),
    ...(leftAt === null ? [] : [`départ ${clockInWords(new Date(leftAt))}`]),
  ].join(', ');
}

function summaryBlocks({ homes }: MinutesContent): Block[] {
  if (homes.length === 0) return [{ kind: 'paragraph', text: 'Aucun logement n’était à l’ordre du jour.' }];
  return [
    { kind: 'heading', level: 2, text: 'Ordre du jour' },
    {
      kind: 'table',
      caption: 'Logements, dans l’ordre de la séance',
      columns: [
        { header: 'N°', width: 0.6, align: 'right' },
        { header: 'Logement', width: 5.4 },
        { header: 'Demandes examinées', width: 1.5, align: 'right' },
        { header: 'Issue', width: 1.4 },
      ],
      rows: homes.map((home, index) => [
        String(index + 1),
        homeInWords(home),
        frenchNumber(home.examined),
        outcomeNames[home.outcome],
      ]),
    },
    {
      kind: 'paragraph',
      size: 'small',
      text: 'DALO : droit au logement opposable. PLAI, PLUS, PLS : prêts qui ont financé le logement. QPV : quartier prioritaire de la politique de la ville. RPLS : répertoire national du parc locatif social. 1er quartile : le quart des demandeurs aux ressources les plus basses.',
    },
  ];
}

/** Acts that came after the closing: the minutes above stay as they were signed. */
function correctionBlocks(homes: MinutesQuestion['homes'], closedAt: string): Block[] {
  const corrections = homes.flatMap((place) =>
    place.history
      .filter(({ supersedes, decidedAt }) => supersedes !== null && decidedAt > new Date(closedAt))
      .map((decision) => ({ place, decision })),
  );
  if (corrections.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: 'Rectifications après la clôture' },
    {
      kind: 'paragraph',
      text: 'Le procès-verbal ci-dessus n’est pas modifié. Les décisions qui suivent remplacent celles qu’il rapporte.',
    },
    {
      kind: 'table',
      caption: 'Décisions rectifiées',
      columns: [
        { header: 'Logement', width: 3 },
        { header: 'Rectifiée le', width: 1.6 },
        { header: 'Nouvelle décision', width: 3.4 },
        { header: 'Raison', width: 2.6 },
      ],
      rows: corrections.map(({ place, decision }) => [
        homeInWords({ ...place.home, communeName: place.communeName }),
        instantInWords(decision.decidedAt),
        decidedInWords(decision),
        decision.why ?? 'non précisée',
      ]),
    },
  ];
}

function decidedInWords({ candidates }: RecordedDecision): string {
  return candidates
    .map(({ number, kind, rank, condition }) =>
      [
        `${number} : ${decisionNames[kind].toLocaleLowerCase('fr-FR')}`,
        ...(rank === null ? [] : [`rang ${rank}`]),
        ...(condition === null ? [] : [`jusqu’au ${frenchShortDate(condition.dueOn)}`]),
      ].join(', '),
    )
    .join('\n');
}

function closingBlocks(content: MinutesContent, proof: MinutesProof): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Signatures' },
    {
      kind: 'signatures',
      areas: [
        { role: 'Présidence de la commission', name: content.chairName },
        { role: 'Secrétariat de la séance', name: content.recordedBy },
      ],
    },
    { kind: 'heading', level: 2, text: 'Preuve' },
    {
      kind: 'paragraph',
      text: 'Ce procès-verbal a été figé à la clôture et scellé dans le journal des actes. Toute modification du texte, du journal ou de leur ordre change ces empreintes : la vérification du journal la montre.',
    },
    {
      kind: 'facts',
      rows: [
        { label: 'Empreinte du texte', value: proof.contentHash },
        { label: 'Ligne du journal', value: frenchNumber(proof.journalSequence) },
        { label: 'Empreinte du journal', value: proof.journalHash },
      ],
    },
  ];
}
