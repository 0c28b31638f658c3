/** The minutes as a workbook: one row for each candidate's decision, then the homes and the members. */
import type { Sheet, SheetCell } from '../../documents/sheet-model.ts';
import { civilDateInParis } from '../../kernel/civil-date.ts';
import type { MinutesContent, MinutesDecision, MinutesHome } from '../minutes-content.ts';
import { transferInWords } from '../sheet-rows.ts';
import type { MinutesProof } from './minutes-paper.ts';
import { modeInWords, outcomeNames, presenceNames, voiceNames } from './paper-words.ts';

export function minutesSheets(content: MinutesContent, proof: MinutesProof): Sheet[] {
  return [decisionSheet(content), homeSheet(content), memberSheet(content), sessionSheet(content, proof)];
}

const homeColumns = [
  { header: 'N°', width: 5 },
  { header: 'Logement', width: 14 },
  { header: 'Adresse', width: 30 },
  { header: 'Commune', width: 20 },
  { header: 'Typologie', width: 10 },
] as const;

function homeCells(home: MinutesHome, position: number): SheetCell[] {
  return [position, home.homeId, home.address, home.communeName, home.typology];
}

function decisionSheet({ homes }: MinutesContent): Sheet {
  return {
    name: 'Décisions',
    columns: [
      ...homeColumns,
      { header: 'Numéro unique', width: 22 },
      { header: 'Décision', width: 34 },
      { header: 'Rang', width: 6 },
      { header: 'Pièce attendue', width: 30 },
      { header: 'Avant le', width: 12 },
      { header: 'Motifs', width: 50 },
      { header: 'Articles', width: 20 },
      { header: 'Précision', width: 40 },
      { header: 'Critères examinés', width: 40 },
      { header: 'Pièces absentes', width: 30 },
      { header: 'DALO', width: 7 },
      { header: 'Prioritaire (L441-1)', width: 10 },
      { header: '1er quartile', width: 12 },
      { header: 'Mutation', width: 20 },
      { header: 'Venu par', width: 26 },
    ],
    rows: homes.flatMap((home, index) =>
      home.decisions.map((decision) => [...homeCells(home, index + 1), ...decisionCells(decision)]),
    ),
  };
}

function decisionCells(decision: MinutesDecision): SheetCell[] {
  const { condition, reasons, firstQuartile } = decision;
  return [
    decision.number,
    decision.kindName,
    decision.rank,
    condition?.documentName ?? null,
    condition === null ? null : { date: condition.dueOn },
    reasons.map(({ sentence }) => sentence).join(' '),
    [...new Set(reasons.map(({ article }) => article))].join(', '),
    decision.note,
    decision.criteria.join(', '),
    decision.missingDocuments.join(', '),
    decision.dalo,
    decision.priority,
    firstQuartile ?? 'inconnu',
    transferInWords(decision.transfer),
    decision.origin,
  ];
}

function homeSheet({ homes }: MinutesContent): Sheet {
  return {
    name: 'Logements',
    columns: [
      ...homeColumns,
      { header: 'Surface (m²)', width: 12 },
      { header: 'Financement', width: 12 },
      { header: 'QPV', width: 6 },
      { header: 'Identifiant RPLS', width: 18 },
      { header: 'Réservataire', width: 26 },
      { header: 'Demandes examinées', width: 12 },
      { header: 'Éligibles', width: 10 },
      { header: 'Exception', width: 40 },
      { header: 'Issue', width: 10 },
      { header: 'Report', width: 30 },
      { header: 'Voix délibératives', width: 40 },
      { header: 'Retirés, lien déclaré', width: 24 },
      { header: 'Vote partagé', width: 10 },
      { header: 'Voix prépondérante', width: 24 },
      { header: 'Écart à la proposition', width: 40 },
    ],
    rows: homes.map((home, index) => [
      ...homeCells(home, index + 1),
      home.surfaceM2,
      home.financing,
      home.qpv,
      home.rplsId,
      home.holderName,
      home.examined,
      home.eligible,
      home.exception?.evidence ?? null,
      outcomeNames[home.outcome],
      home.postponedBecause,
      home.voting.map(({ name }) => name).join(', '),
      home.withdrawn.join(', '),
      home.vote !== null,
      home.vote?.castingVote ?? null,
      home.departure === null
        ? null
        : [home.departure.label, home.departure.note]
            .filter((part) => part !== null && part !== '')
            .join(' : '),
    ]),
  };
}

function memberSheet({ members }: MinutesContent): Sheet {
  return {
    name: 'Membres',
    columns: [
      { header: 'Membre', width: 26 },
      { header: 'Qualité', width: 50 },
      { header: 'Voix', width: 14 },
      { header: 'Supplée', width: 26 },
      { header: 'Présence', width: 14 },
      { header: 'Pouvoir à', width: 26 },
    ],
    rows: members.map((member) => [
      member.name,
      member.qualityInWords,
      voiceNames[member.voice],
      member.sitsFor,
      presenceNames[member.presence],
      member.proxyTo,
    ]),
  };
}

function sessionSheet(content: MinutesContent, proof: MinutesProof): Sheet {
  return {
    name: 'Séance',
    columns: [
      { header: 'Donnée', width: 28 },
      { header: 'Valeur', width: 70 },
    ],
    rows: [
      ['Bailleur', content.landlordName],
      ['Commission', content.commissionName],
      ['Tenue le', { date: content.heldOn }],
      ['Mode', modeInWords(content.mode)],
      ['Close le', { date: civilDateInParis(new Date(content.closedAt)) }],
      ['Présidence', content.chairName],
      ['Quorum exigé', content.quorum.required],
      ['Quorum atteint', content.quorum.reached],
      ['Version du règlement', content.bylaws.version],
      ['Empreinte du texte', proof.contentHash],
      ['Ligne du journal', proof.journalSequence],
      ['Empreinte du journal', proof.journalHash],
    ],
  };
}
