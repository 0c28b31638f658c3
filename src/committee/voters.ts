/**
 * Who has a voice for a home (C-01: L441-2 II, R441-9 II). The six members vote on every home; the préfet, the president
 * of the EPCI, the mayor and the managing body on those of their territory; the others are heard. One set per home,
 * never one per sitting.
 */
import type { Home, Vacancy } from '../domain/home.ts';
import { departementOfInsee, epciOfCommune, epciOn } from '../domain/territory.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { isThere, isTitularThere } from './attendance.ts';
import type { Bylaws } from './bylaws.ts';
import type { Member, MemberQuality } from './member.ts';
import { quorumOf } from './quorum.ts';
import type { Attendance, HomeVoices, Voice } from './session-view.ts';

const votingQualities: ReadonlySet<MemberQuality> = new Set([
  'boardMember',
  'prefet',
  'epciPresident',
  'mayor',
  'managingBody',
]);

export const qualityNames: Readonly<Record<MemberQuality, string>> = {
  boardMember: 'Membre nommé par le conseil',
  prefet: 'Préfet ou son représentant',
  epciPresident: 'Présidence de l’établissement intercommunal (EPCI)',
  mayor: 'Maire de la commune du logement, voix prépondérante',
  managingBody: 'Organisme qui a confié la gestion',
  approvedBody: 'Organisme agréé (L365-3)',
  boroughMayor: 'Maire d’arrondissement',
  holder: 'Réservataire, pour ses logements',
  socialAdviser: 'Service social invité',
};

/** What makes the voices of a home. */
export type VoicesQuestion = {
  home: Pick<Home, 'insee'>;
  vacancy: Pick<Vacancy, 'holderId'>;
  members: readonly Member[];
  attendance: readonly Attendance[];
  /** Members who declared a tie with a candidate of this home. */
  withdrawn: ReadonlySet<string>;
  bylaws: Bylaws;
  date: CivilDate;
};

/** The role that a quality gives, before any question of territory. */
export function roleOf(quality: MemberQuality, bylaws: Pick<Bylaws, 'socialAdvisers'>): Voiced {
  if (votingQualities.has(quality)) return 'voting';
  if (quality !== 'socialAdviser') return 'consultative';
  return bylaws.socialAdvisers === 'heard' ? 'consultative' : 'observer';
}
export type Voiced = 'voting' | 'consultative' | 'observer';

/** Everyone who has a voice for the home, there or not, and the quorum for it. */
export function voicesFor(question: VoicesQuestion): HomeVoices {
  const { members, attendance, withdrawn, bylaws } = question;
  const entitled = members.filter((member) => hasVoice(member, question));
  const seated = entitled.filter((member) => sits(member, members, attendance));
  const of = (role: Voiced) => seated.filter((member) => roleOf(member.quality, bylaws) === role);
  const voters = of('voting');
  const voting = voters.map((member) => voiceOf(member, question, voters));
  const mayor = voting.find(
    ({ quality, presence, withdrawn: away }) =>
      quality === 'mayor' && !away && (presence === 'present' || presence === 'remote'),
  );
  return {
    voting,
    consultative: of('consultative').map((member) => ({ ...voiceOf(member, question, []), weight: 0 })),
    castingVote: mayor?.memberId ?? null,
    quorum: quorumOf({ members, attendance, bylaws, withdrawn }),
  };
}

/** Ballots that may be cast for the home as things stand. */
export function ballotsPossible({ voting }: HomeVoices): number {
  return voting.reduce((sum, { weight }) => sum + weight, 0);
}

function voiceOf(member: Member, question: VoicesQuestion, voters: readonly Member[]): Voice {
  const { attendance, withdrawn } = question;
  const presence = attendance.find(({ memberId }) => memberId === member.id)?.state ?? 'absent';
  const away = withdrawn.has(member.id);
  const there = presence === 'present' || presence === 'remote';
  // A proxy is worth a ballot only where the one represented has a vote for this home and is free of any tie.
  const proxies = attendance.filter(
    ({ memberId, state, proxyTo }) =>
      state === 'represented' &&
      proxyTo === member.id &&
      !withdrawn.has(memberId) &&
      voters.some(({ id }) => id === memberId),
  ).length;
  return {
    memberId: member.id,
    name: member.name,
    quality: member.quality,
    sitsFor: member.alternateOf,
    presence,
    weight: there && !away ? 1 + proxies : 0,
    withdrawn: away,
  };
}

/** An alternate has the seat while there and the full member is not; the full member otherwise. One voice a seat. */
function sits(member: Member, members: readonly Member[], attendance: readonly Attendance[]): boolean {
  if (member.alternateOf !== null) {
    return isThere(member.id, attendance) && !isTitularThere(member.alternateOf, attendance);
  }
  const replaced = members.some(
    ({ id, alternateOf }) => alternateOf === member.id && isThere(id, attendance),
  );
  return isTitularThere(member.id, attendance) || !replaced;
}

function hasVoice(member: Member, { home, vacancy, date }: VoicesQuestion): boolean {
  const { quality, territory } = member;
  switch (quality) {
    case 'boardMember':
      return true;
    case 'holder':
      return territory !== null && territory === vacancy.holderId;
    case 'mayor':
      return territory !== null && communeOf(territory) === communeOf(home.insee);
    case 'boroughMayor':
      return territory !== null && territory === home.insee;
    case 'epciPresident':
      return territory !== null && covers(territory, home.insee, date);
    default:
      return territory === null || covers(territory, home.insee, date);
  }
}

/** A SIREN covers its communes of that day, a code of two or three characters its département, five one commune. */
function covers(territory: string, insee: string, date: CivilDate): boolean {
  if (territory.length === 9) {
    const epci = epciOfCommune(insee, date) ?? epciOfCommune(communeOf(insee), date);
    return epci !== undefined && epci.siren === epciOn(territory, date)?.siren;
  }
  if (territory.length <= 3) return departementOfInsee(insee) === territory;
  return communeOf(territory) === communeOf(insee);
}

/** The commune of a municipal arrondissement of Paris, Lyon or Marseille; any other code stays as it is. */
function communeOf(insee: string): string {
  const code = Number(insee);
  if (code >= 75101 && code <= 75120) return '75056';
  if (code >= 69381 && code <= 69389) return '69123';
  if (code >= 13201 && code <= 13216) return '13055';
  return insee;
}
