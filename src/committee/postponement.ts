/** Why a home is not decided at a sitting: it comes back on a later agenda. */

export const postponementReasons: readonly { code: string; label: string }[] = [
  { code: 'missingInformation', label: 'Informations à compléter' },
  { code: 'socialOpinion', label: 'Avis d’une instance sociale demandé' },
  { code: 'equalVotes', label: 'Partage des voix sans voix prépondérante' },
  { code: 'noQuorum', label: 'Quorum perdu en cours de séance' },
  { code: 'tooFewCandidates', label: 'Moins de trois demandes sans exception établie' },
  { code: 'requestedInBallot', label: 'Renvoi à une séance demandé par les votes' },
  { code: 'tooFewParticipants', label: 'Moins de la moitié des membres ont pris part au vote' },
  { code: 'notReached', label: 'Non examiné avant la clôture' },
  { code: 'homeUnavailable', label: 'Logement qui n’est plus disponible' },
];

/** The French name of a code; undefined for none of ours. */
export function postponementInWords(code: string): string | undefined {
  return postponementReasons.find((row) => row.code === code)?.label;
}
