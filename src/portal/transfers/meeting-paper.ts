/** The minutes of the internal body: who sat, the requests in the published order, what was recommended of each. */
import type { Block, Paper } from '../../documents/pdf/model.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../kernel/french.ts';
import type { Meeting, MeetingItem } from './meeting.ts';
import { refusalReason } from './refusal-reasons.ts';
import { groundNames, recommendationNames } from './words.ts';

/** Only of a closed meeting: what is frozen is printed, and prints the same for ever. */
export function meetingPaper(meeting: Meeting, landlordName: string, createdAt: Date): Paper {
  const day = frenchLongDate(meeting.heldOn);
  const title = `Compte rendu de l’instance interne des mutations du ${day}`;
  return {
    title,
    subject: 'Examen des demandes de mutation',
    author: landlordName,
    createdAt,
    orientation: 'portrait',
    letterhead: {
      sender: { name: landlordName, lines: ['Instance interne des mutations'] },
      recipient: null,
      placeAndDate: `Le ${day}`,
      references: [],
    },
    footer: `${landlordName}, instance du ${day}`,
    blocks: [
      { kind: 'heading', level: 1, text: title, bookmark: 'Compte rendu' },
      {
        kind: 'paragraph',
        size: 'lead',
        text: `${frenchCount(meeting.items.length, 'demande')} dans l’ordre de priorité publié, le même pour tous.`,
      },
      {
        kind: 'facts',
        rows: [
          { label: 'Présents', value: meeting.members.join(', ') },
          { label: 'Close par', value: meeting.closedBy ?? '' },
        ],
      },
      {
        kind: 'note',
        title: 'Ce que vaut cet avis',
        tone: 'plain',
        text: [
          'L’instance recommande. Un agent répond au ménage, et la commission d’attribution des logements et d’examen de l’occupation (CALEOL) décide de chaque attribution.',
          'Une dette, un comportement ou l’ancienneté chez le bailleur ne sont pas des critères.',
        ],
      },
      ...itemTable(meeting.items),
      {
        kind: 'signatures',
        areas: meeting.members.map((name) => ({ role: 'Membre de l’instance', name })),
      },
    ],
  };
}

function itemTable(items: readonly MeetingItem[]): Block[] {
  return [
    { kind: 'heading', level: 2, text: 'Avis' },
    {
      kind: 'table',
      caption: 'Demandes examinées',
      rowHeaders: true,
      columns: [
        { header: 'Demande', width: 3 },
        { header: 'Motif et priorité', width: 3 },
        { header: 'Avis', width: 4 },
      ],
      rows: items.map((item) => [requestInWords(item), groundInWords(item), adviceInWords(item)]),
    },
  ];
}

function requestInWords({ frozen }: MeetingItem): string {
  if (frozen === null) return 'Demande retirée';
  const who = frozen.number === null ? `Bail ${frozen.tenancyId ?? 'inconnu'}` : `N° ${frozen.number}`;
  const persons = frozen.persons === null ? '' : `, ${frenchCount(frozen.persons, 'personne')}`;
  return `${who}${persons}${frozen.home === null ? '' : `. Quitte : ${frozen.home}`}`;
}

function groundInWords({ frozen }: MeetingItem): string {
  if (frozen === null) return '';
  const lane = frozen.fastLane ? ', voie rapide' : '';
  return `${groundNames[frozen.ground]}, priorité ${frozen.tier}${lane}, reçue le ${frenchShortDate(frozen.receivedOn)}`;
}

function adviceInWords({ recommendation, frozen }: MeetingItem): string {
  if (recommendation === null) return 'Sans avis';
  const { kind, reason, note } = recommendation;
  const because =
    reason === null ? '' : ` : ${refusalReason(reason).officer} (${refusalReason(reason).article})`;
  const late = frozen?.applied === false ? '. Réglée avant la clôture : avis sans suite' : '';
  return `${recommendationNames[kind]}${because}${note === null ? '' : `. ${note}`}${late}`;
}
