/** Who decides, as a household reads it; a commission is named where the landlord has several with names of their own. */
export function commissionInWords(name: string | null): string {
  const plain = 'la commission d’attribution des logements (CALEOL)';
  return name === null || /caleol|commission d.attribution/i.test(name) ? plain : `${plain} « ${name} »`;
}
