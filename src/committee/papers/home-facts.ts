/** A home in the members' folder, as facts in the same order for each. */
import type { Words } from '../../documents/pdf/model.ts';
import { type CivilDate, daysBetween } from '../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../kernel/french.ts';
import type { AgendaHomeView } from '../session-view.ts';

/** `date`: the day of the sitting, for how long the home has been free. */
export function homeFacts(place: AgendaHomeView, date: CivilDate): { label: string; value: Words }[] {
  const { home, vacancy, holder } = place;
  const floor =
    home.floor === null ? 'inconnu' : home.floor === 0 ? 'rez-de-chaussée' : `étage ${home.floor}`;
  const lift = home.lift === null ? '' : home.lift ? ', ascenseur' : ', sans ascenseur';
  const annex = home.annexRentCents > 0 ? ` + annexe ${frenchEuros(home.annexRentCents)}` : '';
  return [
    {
      label: 'Taille',
      value: `${frenchCount(home.habitableRooms, 'pièce')}, ${frenchNumber(home.surfaceM2, 0)} m²`,
    },
    {
      label: 'Loyer',
      value: `${frenchEuros(home.rentCents)} + charges ${frenchEuros(home.chargesCents)}${annex}`,
    },
    { label: 'Étage', value: `${floor}${lift}` },
    { label: 'Financement', value: home.adaptedPlai ? `${home.financing} adapté` : home.financing },
    { label: 'Accessibilité', value: accessWords[home.accessibility] },
    { label: 'Énergie', value: home.energyClass === null ? 'classe inconnue' : `classe ${home.energyClass}` },
    { label: 'Quartier', value: home.qpvCode === null ? 'hors QPV' : `en QPV (${home.qpvCode})` },
    { label: 'Réservataire', value: holder?.name ?? 'aucun' },
    { label: 'Intercommunalité', value: place.epciName ?? 'inconnue' },
    { label: 'Disponible', value: availability(vacancy.availableOn, date) },
    ...(place.fragileResidence
      ? [{ label: 'Mixité sociale', value: [{ text: 'résidence à enjeu prioritaire', bold: true }] }]
      : []),
  ];
}

const accessWords = {
  none: 'sans accessibilité particulière',
  stepFree: 'accessible sans marche',
  wheelchair: 'accessible en fauteuil roulant',
} as const;

function availability(availableOn: CivilDate | null, date: CivilDate): string {
  if (availableOn === null) return 'date inconnue';
  const days = daysBetween(availableOn, date);
  if (days <= 0) return `le ${frenchShortDate(availableOn)}`;
  return `depuis le ${frenchShortDate(availableOn)} (${frenchCount(days, 'jour')})`;
}
