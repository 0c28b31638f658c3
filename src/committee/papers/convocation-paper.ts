/** The convocation of a member: when and where, for which homes with which voice, and what the règlement says. */
import type { Block, Paper } from '../../documents/pdf/model.ts';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate } from '../../kernel/french.ts';
import type { Bylaws } from '../bylaws.ts';
import type { Member } from '../member.ts';
import type { AgendaHomeView, SessionView } from '../session-view.ts';
import { qualityNames } from '../voters.ts';
import { commissionInFull, dayInWords, homeInWords, hourInWords, modeInWords } from './paper-words.ts';

export type ConvocationQuestion = {
  view: Pick<SessionView, 'session' | 'commission' | 'bylaws' | 'members' | 'homes'>;
  landlordName: string;
  /** Null: the agenda for everybody, without anyone's voice. */
  member: Member | null;
  /** The day of the convocation. */
  on: CivilDate;
  createdAt: Date;
};

/** What a member's quality gives for one home; null: nothing, the home does not concern them. */
export function voiceInWords(
  { voices }: Pick<AgendaHomeView, 'voices'>,
  member: Member,
  members: readonly Member[],
  bylaws: Pick<Bylaws, 'socialAdvisers'>,
): string | null {
  const full = members.find(({ id }) => id === member.alternateOf);
  if (full) {
    const own = voiceInWords({ voices }, full, members, bylaws);
    return own === null ? null : `${own}, en l’absence de ${full.name}`;
  }
  if (voices.voting.some(({ memberId }) => memberId === member.id)) {
    return member.quality === 'mayor' ? 'vote, voix prépondérante' : 'vote';
  }
  if (voices.consultative.some(({ memberId }) => memberId === member.id)) return 'voix consultative';
  return member.quality === 'socialAdviser' && bylaws.socialAdvisers === 'observer' ? 'assiste' : null;
}

export function convocationPaper(question: ConvocationQuestion): Paper {
  const { view, landlordName, member, on, createdAt } = question;
  const day = dayInWords(view.session.heldOn);
  const name = member ? 'Convocation à' : 'Ordre du jour de';
  const title = `${name} la séance du ${day}`;
  const isDraft = view.session.state === 'draft';
  return {
    title,
    subject: 'Convocation à la commission d’attribution des logements',
    author: landlordName,
    createdAt,
    orientation: 'portrait',
    letterhead: {
      sender: { name: landlordName, lines: [view.commission.name] },
      recipient: member ? [member.name, ...qualityLines(member, view.members)] : null,
      placeAndDate: `Le ${frenchLongDate(on)}`,
      references: [],
    },
    footer: `${landlordName}, séance du ${frenchLongDate(view.session.heldOn)}`,
    blocks: [
      { kind: 'heading', level: 1, text: title, bookmark: member ? 'Convocation' : 'Ordre du jour' },
      ...(isDraft ? [draftNote()] : []),
      { kind: 'paragraph', size: 'lead', text: opening(question) },
      { kind: 'facts', rows: sessionFacts(view) },
      ...agendaBlocks(question),
      ...rulesBlocks(view),
      { kind: 'heading', level: 2, text: 'Confidentialité' },
      {
        kind: 'paragraph',
        text: 'Les dossiers de la séance contiennent des données personnelles. Ne les transmettez à personne et ne les gardez pas après la séance. Si vous avez un lien avec un candidat, dites-le avant l’examen du logement : vous n’y prendrez pas part, et le procès-verbal le dira.',
      },
    ],
  };
}

function draftNote(): Block {
  return {
    kind: 'note',
    tone: 'attention',
    title: 'Projet',
    text: ['La séance n’est pas encore convoquée : l’ordre du jour peut changer.'],
  };
}

function qualityLines(member: Member, members: readonly Member[]): string[] {
  const full = members.find(({ id }) => id === member.alternateOf);
  return [
    // The quality without what it means for a vote.
    qualityNames[member.quality].split(',')[0] ?? '',
    ...(member.representsTenants ? ['Représentant des locataires'] : []),
    ...(full ? [`Suppléant de ${full.name}`] : []),
  ];
}

function opening({ view: { session, homes }, member }: ConvocationQuestion): string {
  const count = frenchCount(homes.length, 'logement');
  const urgency = session.kind === 'emergency' ? ', réunie en urgence,' : '';
  if (!member) return `La ${commissionInFull}${urgency} examine ${count}.`;
  return `Nous vous convoquons à la ${commissionInFull}${urgency} pour ${count}.`;
}

function sessionFacts({ session, bylaws, members }: ConvocationQuestion['view']) {
  const chair =
    members.find(({ id }) => id === session.chairMemberId) ?? members.find((member) => member.chair);
  const place =
    session.mode === 'inPerson'
      ? (session.place ?? 'à préciser')
      : [modeInWords(session.mode), session.place].filter((part) => part !== null).join(' : ');
  return [
    { label: 'Date', value: [{ text: dayInWords(session.heldOn), bold: true }] },
    {
      label: 'Heure',
      value: [{ text: session.startsAt ? hourInWords(session.startsAt) : 'à préciser', bold: true }],
    },
    { label: 'Lieu', value: [{ text: place, bold: true }] },
    ...(session.mode === 'asynchronous'
      ? [
          {
            label: 'Durée des votes',
            value: `${frenchCount(bylaws.asynchronous.openHours, 'heure')} après l’ouverture par la présidence`,
          },
        ]
      : []),
    ...(chair ? [{ label: 'Présidence', value: chair.name }] : []),
  ];
}

function agendaBlocks({ view, member }: ConvocationQuestion): Block[] {
  const { homes, members, bylaws } = view;
  const lines = homes.map((place, index) => ({
    place,
    position: index + 1,
    voice: member ? voiceInWords(place, member, members, bylaws) : null,
  }));
  const shown = member ? lines.filter(({ voice }) => voice !== null) : lines;
  const heading: Block = { kind: 'heading', level: 2, text: 'Logements à examiner' };
  if (shown.length === 0) {
    const why = member
      ? 'Aucun logement de l’ordre du jour ne vous concerne.'
      : 'Aucun logement pour l’instant.';
    return [heading, { kind: 'paragraph', text: why }];
  }
  const some = `Vous siégez pour ${frenchCount(shown.length, 'logement')} sur les ${homes.length} de la séance.`;
  return [
    heading,
    ...(shown.length < homes.length ? [{ kind: 'paragraph', text: some } as const] : []),
    {
      kind: 'table',
      caption: 'Dans l’ordre de la séance',
      columns: [
        { header: 'N°', width: 0.6, align: 'right' },
        { header: 'Logement', width: 4.6 },
        { header: 'Réservataire', width: 2.4 },
        { header: 'Demandes à examiner', width: 1.4, align: 'right' },
        ...(member ? [{ header: 'Votre voix', width: 2.2 }] : []),
      ],
      rows: shown.map(({ place, position, voice }) => [
        String(position),
        homeInWords({ ...place.home, communeName: place.communeName }),
        place.holder?.name ?? 'aucun',
        String(place.candidates.length),
        ...(member ? [voice ?? ''] : []),
      ]),
    },
  ];
}

/** What the règlement says; a value that the board did not adopt says that it is a default. */
function rulesBlocks({ bylaws, session, members }: ConvocationQuestion['view']): Block[] {
  const isDefault = (key: string) => (bylaws.defaults.includes(key) ? ' (valeur par défaut)' : '');
  const alternates = members.some(({ alternateOf }) => alternateOf !== null);
  const items = [
    `Quorum : ${frenchCount(bylaws.quorum, 'membre')} au moins des six nommés par le conseil, présents ou représentés${isDefault('quorum')}.`,
    bylaws.proxies.allowed
      ? `Pouvoirs : si vous ne pouvez pas venir, vous pouvez donner pouvoir à un autre membre qui vote ; chacun en porte ${bylaws.proxies.perMember} au plus${isDefault('proxies')}.`
      : `Pouvoirs : le règlement n’en admet pas${isDefault('proxies')}.`,
    ...(alternates ? ['Suppléance : un suppléant siège quand le membre qu’il supplée est absent.'] : []),
    bylaws.remote
      ? `Distance : vous pouvez prendre part à la séance en visioconférence${isDefault('remote')}.`
      : `Distance : le règlement ne prévoit pas de participation à distance${isDefault('remote')}.`,
    ...(session.mode === 'asynchronous'
      ? [
          'Votes différés : la présidence ouvre et clôt la séance ; chacun vote sous son compte et peut changer son vote jusqu’à la clôture ; la moitié des membres au moins doit prendre part.',
        ]
      : []),
    'Partage des voix : celle du maire de la commune du logement l’emporte.',
  ];
  const version = `Version ${bylaws.version}, en vigueur depuis le ${frenchLongDate(bylaws.effectiveOn)}.`;
  const hasDefault = items.some((item) => item.includes('(valeur par défaut)'));
  const defaults = ' Une valeur par défaut s’applique tant que le conseil n’a pas adopté la sienne.';
  return [
    { kind: 'heading', level: 2, text: 'Ce que dit le règlement intérieur' },
    { kind: 'paragraph', text: hasDefault ? `${version}${defaults}` : version },
    { kind: 'list', items },
  ];
}
