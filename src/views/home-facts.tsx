/** A home in two lines: what it is and what it costs; whose it is to propose and since when it is free. */
import type { JSX } from 'preact';
import { type CivilDate, daysBetween } from '../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../kernel/french.ts';
import type { HomeInRun } from './run-view.ts';

export function HomeFacts({ place, today }: { place: HomeInRun; today: CivilDate }): JSX.Element {
  const { home, vacancy } = place;
  return (
    <>
      <ul class="facts">
        {home.address === '' ? null : <li>{home.address}</li>}
        <li>
          {home.typology}, {frenchCount(home.habitableRooms, 'pièce')}, {frenchNumber(home.surfaceM2, 0)} m²
        </li>
        <li>{floorInWords(place)}</li>
        <li>classe énergie {home.energyClass ?? 'inconnue'}</li>
        <li>
          {home.qpvCode === null
            ? 'hors quartier prioritaire (QPV)'
            : `en quartier prioritaire (QPV ${home.qpvCode})`}
        </li>
      </ul>
      <ul class="facts">
        <li>
          financement {home.financing}, loyer {frenchEuros(home.rentCents)} + charges{' '}
          {frenchEuros(home.chargesCents)}
          {home.annexRentCents > 0 ? ` + annexe ${frenchEuros(home.annexRentCents)}` : ''}
        </li>
        <li>{place.holderName === null ? 'non réservé' : `réservataire : ${place.holderName}`}</li>
        {vacancy.designationDueOn === null ? null : (
          <li>désignation jusqu’au {frenchShortDate(vacancy.designationDueOn)}</li>
        )}
        <li>{availability(place, today)}</li>
      </ul>
    </>
  );
}

function floorInWords({ home }: HomeInRun): string {
  const floor =
    home.floor === null ? 'étage inconnu' : home.floor === 0 ? 'rez-de-chaussée' : `étage ${home.floor}`;
  const lift = home.lift === null ? '' : home.lift ? ', ascenseur' : ', sans ascenseur';
  return `${floor}${lift}`;
}

/** "libre depuis 12 jours" or "libre le 03/12/2026". */
export function availability({ vacancy }: Pick<HomeInRun, 'vacancy'>, today: CivilDate): string {
  if (vacancy.availableOn === null) return 'date de disponibilité inconnue';
  const days = daysBetween(vacancy.availableOn, today);
  return days > 0
    ? `libre depuis ${frenchCount(days, 'jour')}`
    : `libre le ${frenchShortDate(vacancy.availableOn)}`;
}
