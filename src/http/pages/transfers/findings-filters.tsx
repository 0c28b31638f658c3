/** What narrows the list of findings: grounds with their counts, then the form that puts filters in the address. */
import type { JSX } from 'preact';
import { typologies } from '../../../domain/home.ts';
import { frenchNumber } from '../../../kernel/french.ts';
import { transferGrounds } from '../../../portal/policy.ts';
import { groundNames } from '../../../portal/transfers/words.ts';
import type { FindingsPageProps } from './findings-page-props.ts';
import { communeOf } from './transfer-words.ts';

/** The grounds with their counts: one click narrows the list. */
export function Grounds({ byGround, filter, hrefOf }: FindingsPageProps): JSX.Element {
  const shown = transferGrounds.filter((ground) => (byGround.get(ground) ?? 0) > 0);
  return (
    <nav class="card stages" aria-label="Motifs">
      <ol>
        <li>
          <a
            href={hrefOf({ ...filter, ground: null })}
            aria-current={filter.ground === null ? 'true' : undefined}
          >
            <strong>
              {frenchNumber(
                [...byGround.values()].reduce((sum, one) => sum + one, 0),
                0,
              )}
            </strong>{' '}
            Tous
          </a>
        </li>
        {shown.map((ground) => (
          <li key={ground}>
            <a
              href={hrefOf({ ...filter, ground })}
              aria-current={filter.ground === ground ? 'true' : undefined}
            >
              <strong>{frenchNumber(byGround.get(ground) ?? 0, 0)}</strong> {groundNames[ground]}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Filters({ filter, communes }: FindingsPageProps): JSX.Element {
  const choices = communes
    .map((value) => ({ value, label: communeOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label, 'fr'));
  return (
    <form
      method="get"
      action="/agent/mutations/reperages"
      class="card filters"
      aria-label="Filtrer les repérages"
    >
      {filter.ground !== null && <input type="hidden" name="motif" value={filter.ground} />}
      <Select
        name="etat"
        label="État"
        chosen={filter.state}
        choices={[
          { value: 'open', label: 'À voir' },
          { value: 'taken', label: 'Repris' },
          { value: 'setAside', label: 'Écartés' },
        ]}
      />
      <Select name="commune" label="Commune" chosen={filter.commune} any choices={choices} />
      <Select
        name="typologie"
        label="Typologie libérée"
        chosen={filter.typology}
        any
        choices={typologies.map((value) => ({ value, label: value }))}
      />
      <Select
        name="surete"
        label="Ce qu’on sait"
        chosen={filter.verdict}
        any
        choices={[
          { value: 'yes', label: 'Établi par les données' },
          { value: 'unknown', label: 'À vérifier' },
        ]}
      />
      <label class="tick">
        <input type="checkbox" name="rares" value="oui" checked={filter.scarce} /> Typologies rares seulement
      </label>
      <div class="gesture">
        <button type="submit" class="strong">
          Filtrer
        </button>
        <a href="/agent/mutations/reperages">Tout afficher</a>
      </div>
    </form>
  );
}

function Select(props: {
  name: string;
  label: string;
  chosen: string | null;
  any?: boolean;
  choices: readonly { value: string; label: string }[];
}): JSX.Element {
  return (
    <div>
      <label for={props.name}>{props.label}</label>
      <select id={props.name} name={props.name}>
        {props.any && <option value="">Peu importe</option>}
        {props.choices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.chosen}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
