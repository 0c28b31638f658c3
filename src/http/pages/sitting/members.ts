/** Who sits for which homes, and how a quality is said. */
import type { Member } from '../../../committee/member.ts';
import type { AgendaLine } from '../../../committee/session-excerpt.ts';
import { qualityNames } from '../../../committee/voters.ts';

/** "Membre nommé par le conseil d’administration, représente les locataires ; suppléant de Jean Klein". */
export function memberQualityInWords(member: Member, members: readonly Member[]): string {
  const full = members.find(({ id }) => id === member.alternateOf);
  return [
    qualityNames[member.quality],
    ...(member.representsTenants ? ['représente les locataires'] : []),
    ...(member.chair ? ['préside la commission'] : []),
    ...(full ? [`suppléant de ${full.name}`] : []),
  ].join(', ');
}

/** True where the member has a voice, or is heard, for the home; an alternate reads what the full member reads. */
export function sitsForHome(
  place: Pick<AgendaLine, 'voices'>,
  member: Pick<Member, 'id' | 'alternateOf'>,
): boolean {
  const { voting, consultative } = place.voices;
  return [...voting, ...consultative].some(
    ({ memberId }) => memberId === member.id || memberId === member.alternateOf,
  );
}

export function homesOfMember<Place extends Pick<AgendaLine, 'voices'>>(
  { homes }: { homes: readonly Place[] },
  member: Pick<Member, 'id' | 'alternateOf'>,
): Place[] {
  return homes.filter((place) => sitsForHome(place, member));
}
