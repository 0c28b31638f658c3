/** The filters of the board: a form that puts them in the address. */
import type { JSX } from 'preact';
import { type BoardFilter, type FilterChoices, noHolder } from '../../../committee/board/board-list.ts';

type Choice = { value: string; label: string };

const emptyFor: readonly Choice[] = [
  { value: '30', label: 'plus de 30 jours' },
  { value: '60', label: 'plus de 60 jours' },
  { value: '90', label: 'plus de 90 jours' },
  { value: '180', label: 'plus de 180 jours' },
];

export function HomeFilters(props: { filter: BoardFilter; choices: FilterChoices }): JSX.Element {
  const { filter, choices } = props;
  const typologies = choices.typologies.map((value) => ({ value, label: value }));
  const holders = [{ value: noHolder, label: 'Aucun' }, ...choices.holders];
  const days = filter.minDaysEmpty === null ? null : String(filter.minDaysEmpty);
  return (
    <form method="get" action="/agent/logements" class="card filters" aria-label="Filtrer les logements">
      {filter.stage !== null && <input type="hidden" name="etape" value={filter.stage} />}
      <div>
        <label for="q">Adresse, résidence</label>
        <input id="q" name="q" type="search" value={filter.text} accesskey="r" />
      </div>
      {choices.agencies.length > 0 && (
        <Select name="agence" label="Agence" choices={choices.agencies} chosen={filter.agency} />
      )}
      <Select name="commune" label="Commune" choices={choices.communes} chosen={filter.commune} />
      <Select name="epci" label="Intercommunalité" choices={choices.epcis} chosen={filter.epci} />
      <Select name="typologie" label="Typologie" choices={typologies} chosen={filter.typology} />
      <Select name="reservataire" label="Réservataire" choices={holders} chosen={filter.holder} />
      <Select name="jours" label="Vide depuis" choices={emptyFor} chosen={days} />
      <div class="gesture">
        <button type="submit" class="strong">
          Filtrer
        </button>
        <a href="/agent/logements">Tout afficher</a>
      </div>
    </form>
  );
}

function Select(props: {
  name: string;
  label: string;
  choices: readonly Choice[];
  chosen: string | null;
}): JSX.Element {
  return (
    <div>
      <label for={props.name}>{props.label}</label>
      <select id={props.name} name={props.name}>
        <option value="">Peu importe</option>
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
