/** The search of adverts: a form that only makes an address, so that a search can be kept and sent to someone. */
import type { JSX } from 'preact';
import { typologies } from '../../../domain/home.ts';
import { frenchCount } from '../../../kernel/french.ts';
import {
  type AdvertFilters,
  advertQuery,
  noHolder,
  radiiKm,
} from '../../../portal/adverts/advert-filters.ts';
import { minutesByCar } from '../../../portal/adverts/commune-centres.ts';
import { searchInWords } from '../../../portal/adverts/search-words.ts';

export type SearchChoices = {
  communes: readonly { insee: string; name: string }[];
  holders: readonly string[];
  landlords: readonly { id: string; name: string }[];
};

/** Folded, since the list comes first; it says what is searched, and opens by itself where nothing is found. */
export function SearchForm(props: {
  filters: AdvertFilters;
  choices: SearchChoices;
  open: boolean;
}): JSX.Element {
  return (
    <details class="card" open={props.open}>
      <summary>
        <strong>Chercher</strong>
        {` : ${searchInWords(props.filters)}`}
      </summary>
      <Fields {...props} />
    </details>
  );
}

function Fields({ filters, choices }: { filters: AdvertFilters; choices: SearchChoices }): JSX.Element {
  return (
    <form method="get" action="/annonces">
      <div class="filters">
        <Choice
          id="commune"
          label="Commune"
          chosen={filters.commune}
          all="Toutes"
          options={choices.communes.map(({ insee, name }) => [insee, name])}
        />
        <Choice
          id="rayon"
          label="Autour de cette commune"
          chosen={filters.radiusKm}
          all="Seulement cette commune"
          options={radiiKm.map((km) => [km, `${km} km, environ ${minutesByCar(km)} min en voiture`])}
        />
        <div>
          <label for="loyer">Loyer et charges, au plus (€ par mois)</label>
          <input
            id="loyer"
            name="loyer"
            type="number"
            min={1}
            max={5000}
            inputmode="numeric"
            value={filters.maximumEuros ?? ''}
          />
        </div>
        <Choice
          id="acces"
          label="Accès"
          chosen={filters.accessibility}
          all="Peu importe"
          options={[
            ['stepFree', 'Sans marche jusqu’à la porte'],
            ['wheelchair', 'Accessible en fauteuil roulant'],
          ]}
        />
        <Choice
          id="ascenseur"
          label="Étage"
          chosen={filters.lift ? 'oui' : null}
          all="Peu importe"
          options={[['oui', 'Ascenseur ou rez-de-chaussée']]}
        />
        <Choice
          id="energie"
          label="Classe énergie"
          chosen={filters.energyAtMost}
          all="Peu importe"
          options={(['A', 'B', 'C', 'D', 'E', 'F'] as const).map((one) => [
            one,
            one === 'A' ? 'A' : `${one} ou mieux`,
          ])}
        />
        <Choice
          id="reservataire"
          label="Réservé par"
          chosen={filters.holder}
          all="Peu importe"
          options={[[noHolder, 'Personne'], ...choices.holders.map((name) => [name, name] as const)]}
        />
        {choices.landlords.length < 2 ? null : (
          <Choice
            id="bailleur"
            label="Bailleur"
            chosen={filters.landlordId}
            all="Tous"
            options={choices.landlords.map(({ id, name }) => [id, name])}
          />
        )}
        <Choice
          id="tri"
          label="Trier par"
          chosen={
            { closing: null, rent: 'loyer', surface: 'surface', newest: 'recent', near: 'proche' }[
              filters.order
            ]
          }
          all="Date de clôture"
          options={[
            ['loyer', 'Loyer, le moins cher d’abord'],
            ['surface', 'Surface, la plus grande d’abord'],
            ['recent', 'Les plus récentes d’abord'],
            ['proche', 'Les plus proches de la commune'],
          ]}
        />
      </div>
      <fieldset class="sizes">
        <legend>Nombre de pièces (T3 : séjour et deux chambres)</legend>
        {typologies.map((typology) => (
          <label key={typology}>
            <input
              type="checkbox"
              name="typologie"
              value={typology}
              checked={filters.typologies.includes(typology)}
            />{' '}
            {typology === 'T6' ? 'T6 et plus' : typology}
          </label>
        ))}
      </fieldset>
      <div class="gesture">
        <button type="submit" class="strong">
          Chercher
        </button>
        <a class="button" href="/annonces">
          Tout afficher
        </a>
      </div>
      <p class="small quiet">
        Les distances sont à vol d’oiseau, de centre à centre (source : GeoNames). Les minutes sont une idée,
        pas un calcul de trajet.
      </p>
    </form>
  );
}

function Choice(props: {
  id: string;
  label: string;
  chosen: string | number | null;
  all: string;
  options: readonly (readonly [string | number, string])[];
}): JSX.Element {
  return (
    <div>
      <label for={props.id}>{props.label}</label>
      <select id={props.id} name={props.id}>
        <option value="">{props.all}</option>
        {props.options.map(([value, text]) => (
          <option key={value} value={value} selected={value === props.chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What an empty search teaches: the filters that may be too narrow, one by one, with what each would give. */
export function NothingFound(props: {
  filters: AdvertFilters;
  all: number;
  wider: readonly { label: string; filters: AdvertFilters; found: number }[];
}): JSX.Element {
  const { all, wider } = props;
  if (all === 0)
    return (
      <>
        <p>Aucune annonce n’est ouverte aujourd’hui.</p>
        <p>
          Chaque logement libre est publié ici avec sa date de clôture. Gardez une recherche : vous recevrez
          un message quand une annonce paraît.
        </p>
      </>
    );
  return (
    <>
      <p>{`Aucune des ${frenchCount(all, 'annonce ouverte', 'annonces ouvertes')} ne répond à tous vos choix.`}</p>
      {wider.length === 0 ? (
        <p>
          Retirez un choix à la fois, ou <a href="/annonces">affichez toutes les annonces</a>.
        </p>
      ) : (
        <>
          <p>En retirant un seul choix :</p>
          <ul>
            {wider.map(({ label, filters, found }) => (
              <li key={label}>
                <a href={`/annonces?${advertQuery(filters)}`}>
                  {`${label} : ${frenchCount(found, 'annonce')}`}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
