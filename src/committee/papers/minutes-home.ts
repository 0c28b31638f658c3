/** What the minutes say of one home: what it is, who could vote, each decision with its reasons, the vote. */
import type { Block, Run, Words } from '../../documents/pdf/model.ts';
import { frenchNumber, frenchShortDate } from '../../kernel/french.ts';
import type { MinutesDecision, MinutesHome } from '../minutes-content.ts';
import { clockInWords, exceptionNames, homeInWords, instantInWords } from './paper-words.ts';

export function minutesHomeBlocks(home: MinutesHome, position: number): Block[] {
  const opening: Block[] = [
    {
      kind: 'heading',
      level: 2,
      text: `${position}. ${homeInWords(home)}`,
      bookmark: `${position}. ${home.typology}, ${home.communeName}`,
    },
    { kind: 'facts', columns: 2, rows: homeFacts(home) },
    { kind: 'facts', rows: peopleFacts(home) },
  ];
  return [{ kind: 'together', blocks: opening, withNext: true }, ...outcomeBlocks(home)];
}

type Fact = { label: string; value: Words };

function homeFacts(home: MinutesHome): Fact[] {
  const { quorum } = home;
  return [
    { label: 'Logement', value: home.homeId },
    { label: 'Identifiant RPLS', value: home.rplsId ?? 'inconnu' },
    { label: 'Financement', value: home.financing },
    { label: 'Quartier', value: home.qpv ? 'en QPV' : 'hors QPV' },
    { label: 'Contingent', value: home.holderName ?? 'non réservé' },
    ...(quorum === null
      ? []
      : [
          {
            label: 'Quorum',
            value: `${quorum.met ? 'atteint' : 'non atteint'} : ${quorum.reached} pour ${quorum.required} exigés`,
          },
        ]),
  ];
}

function peopleFacts(home: MinutesHome): Fact[] {
  return [
    { label: 'Demandes examinées', value: examinedInWords(home) },
    { label: 'Voix délibératives', value: votersInWords(home) },
    ...(home.consultative.length === 0
      ? []
      : [{ label: 'Voix consultatives', value: namesOf(home.consultative) }]),
    ...(home.withdrawn.length === 0
      ? []
      : [{ label: 'Lien déclaré', value: `${home.withdrawn.join(', ')} : sans part à ce logement` }]),
  ];
}

function examinedInWords({ examined, eligible, exception }: MinutesHome): string {
  const among = eligible === null ? '' : `, parmi ${frenchNumber(eligible)} éligibles`;
  if (exception === null) return `${examined}${among}`;
  return `${examined}${among}. Exception : ${exceptionNames[exception.ground]}. ${exception.evidence} Constaté le ${frenchShortDate(exception.on)} (CCH R441-3).`;
}

function votersInWords({ voting }: MinutesHome): string {
  if (voting.length === 0) return 'personne';
  return voting
    .map(({ name, proxies }) =>
      proxies === 0 ? name : `${name} (et ${proxies} pouvoir${proxies > 1 ? 's' : ''})`,
    )
    .join(', ');
}

function namesOf(people: readonly { name: string }[]): string {
  return people.map(({ name }) => name).join(', ');
}

function outcomeBlocks(home: MinutesHome): Block[] {
  if (home.outcome === 'postponed') {
    const because = home.postponedBecause ?? 'raison non précisée';
    return [{ kind: 'note', tone: 'attention', title: 'Reporté à une autre séance', text: [`${because}.`] }];
  }
  if (home.outcome === 'withdrawn') {
    return [{ kind: 'note', tone: 'plain', title: 'Retiré de l’ordre du jour', text: [] }];
  }
  return [
    {
      kind: 'table',
      caption:
        home.decidedAt === null ? 'Décisions' : `Décisions du ${instantInWords(new Date(home.decidedAt))}`,
      rowHeaders: true,
      columns: [
        { header: 'Numéro unique', width: 2.3 },
        { header: 'Situation', width: 2 },
        { header: 'Décision', width: 2.3 },
        { header: 'Ce qui la fonde', width: 4.4 },
      ],
      rows: home.decisions.map((decision) => [
        decision.number,
        situationOf(decision).join('\n'),
        decisionWords(decision),
        groundsOf(decision),
      ]),
    },
    ...voteBlocks(home),
    ...departureBlocks(home),
    ...home.replaced.map(
      ({ at, why }): Block => ({
        kind: 'paragraph',
        size: 'small',
        text: `Une décision précédente a été remplacée en séance à ${clockInWords(new Date(at))} : ${why}`,
      }),
    ),
  ];
}

function situationOf({ dalo, priority, firstQuartile, transfer, origin }: MinutesDecision): string[] {
  return [
    ...(dalo ? ['DALO'] : priority ? ['prioritaire (L441-1)'] : []),
    firstQuartile === null ? 'quartile inconnu' : firstQuartile ? '1er quartile' : 'hors 1er quartile',
    ...(transfer === 'none'
      ? []
      : [transfer === 'internal' ? 'mutation interne' : 'mutation, autre bailleur']),
    origin,
  ];
}

function decisionWords({ kindName, rank, condition }: MinutesDecision): Run[] {
  return [
    { text: kindName, bold: true },
    ...(rank === null ? [] : [{ text: `\nRang ${rank}` }]),
    ...(condition === null
      ? []
      : [{ text: `\n${condition.documentName}, avant le ${frenchShortDate(condition.dueOn)}` }]),
  ];
}

function groundsOf({ reasons, note, criteria, missingDocuments }: MinutesDecision): string {
  return [
    ...reasons.map(({ sentence, article }) => `${sentence.replace(/\.$/, '')} (${article}).`),
    ...(note === null || note === '' ? [] : [note]),
    ...(criteria.length === 0
      ? []
      : [`Critères examinés : ${criteria.join(' ; ').toLocaleLowerCase('fr-FR')}.`]),
    ...(missingDocuments.length === 0 ? [] : [`Pièces absentes : ${missingDocuments.join(', ')}.`]),
  ].join('\n');
}

function voteBlocks({ vote }: MinutesHome): Block[] {
  if (vote === null) return [];
  const voices: Block = {
    kind: 'table',
    caption: 'Vote',
    columns: [
      { header: 'Proposition', width: 4 },
      { header: 'Voix', width: 0.8, align: 'right' },
      { header: 'Pour', width: 4.6 },
    ],
    rows: vote.propositions.map(({ label, voters, voices }) => [
      [{ text: label, bold: label === vote.winner }],
      String(voices),
      voters.length === 0 ? 'personne' : voters.join(', '),
    ]),
  };
  const outcome: Block = {
    kind: 'paragraph',
    text:
      vote.castingVote === null
        ? `Proposition retenue : ${vote.winner}.`
        : `Proposition retenue : ${vote.winner}. Les voix étaient partagées : celle de ${vote.castingVote}, maire de la commune du logement, l’a emporté.`,
  };
  return [{ kind: 'together', blocks: [voices, outcome] }];
}

function departureBlocks({ departure }: MinutesHome): Block[] {
  if (departure === null) return [];
  const note = departure.note === null || departure.note === '' ? '' : ` ${departure.note}`;
  return [
    {
      kind: 'paragraph',
      text: `L’ordre décidé n’est pas celui que le calcul proposait : ${departure.label.charAt(0).toLocaleLowerCase('fr-FR')}${departure.label.slice(1)}.${note}`,
    },
  ];
}
