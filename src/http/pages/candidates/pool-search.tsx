/** Search and filters of a pool: a name or a number by form, the rest in an address that can be kept. */
import type { JSX } from 'preact';
import type { PoolFilter } from '../../../committee/candidates/pool-filter.ts';

type Options = readonly (readonly [value: string, label: string])[];

const selects: readonly { name: keyof PoolFilter; label: string; options: Options }[] = [
  {
    name: 'personnes',
    label: 'Personnes',
    options: [
      ['1', '1'],
      ['2', '2'],
      ['3', '3'],
      ['4', '4'],
      ['5', '5'],
      ['6', '6 et plus'],
    ],
  },
  {
    name: 'mutation',
    label: 'Mutation',
    options: [
      ['none', 'première demande'],
      ['internal', 'mutation interne'],
      ['otherLandlord', 'mutation, autre bailleur'],
    ],
  },
  {
    name: 'label',
    label: 'Priorité',
    options: [
      ['dalo', 'DALO'],
      ['priority', 'prioritaire (L441-1)'],
      ['none', 'aucune reconnue'],
    ],
  },
  {
    name: 'quartile',
    label: 'Quartile',
    options: [
      ['first', '1er quartile'],
      ['other', 'au-dessus'],
      ['unknown', 'inconnu'],
    ],
  },
  {
    name: 'preuve',
    label: 'Ressources',
    options: [
      ['proved', 'justifiées'],
      ['declared', 'déclarées'],
      ['unknown', 'inconnues'],
    ],
  },
];

/** Shown where the home has an advert. */
const advertSelect: (typeof selects)[number] = {
  name: 'annonce',
  label: 'Annonce',
  options: [
    ['asked', 's’est porté candidat'],
    ['notAsked', 'n’a pas répondu'],
  ],
};

export function PoolSearch(props: {
  path: string;
  csrfToken: string;
  filter: PoolFilter;
  searched: string;
  hasAdvert: boolean;
}): JSX.Element {
  return (
    <form class="filters no-print" method="post" action={props.path}>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="groupe" value={props.filter.groupe} />
      {props.filter.etape === null ? null : <input type="hidden" name="etape" value={props.filter.etape} />}
      <div class="field">
        <label for="recherche">Nom ou numéro unique</label>
        <input id="recherche" name="recherche" value={props.searched} maxlength={100} autocomplete="off" />
      </div>
      {(props.hasAdvert ? [...selects, advertSelect] : selects).map(({ name, label, options }) => (
        <div class="field" key={name}>
          <label for={`filtre-${name}`}>{label}</label>
          <select id={`filtre-${name}`} name={name}>
            <option value="">tous</option>
            {options.map(([value, words]) => (
              <option key={value} value={value} selected={String(props.filter[name]) === value}>
                {words}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div class="gesture">
        <button type="submit" class="strong">
          Chercher
        </button>
        <a href={`${props.path}?groupe=${props.filter.groupe}`}>Tout revoir</a>
      </div>
    </form>
  );
}
