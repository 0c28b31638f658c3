/** The homes of the session, one short block each: what it is, whose it is, and where to look first. */
import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchNumber } from '../../kernel/french.ts';
import { availability } from '../../views/home-facts.tsx';
import { attentionOf, type HomeInRun, type RunView } from '../../views/run-view.ts';
import type { RunHeading } from './run-heading.ts';

export function HomeList(props: {
  heading: RunHeading;
  view: RunView;
  chosen: HomeInRun;
  wantedCandidates: number;
}): JSX.Element {
  const { view, heading, chosen } = props;
  const today = view.result.date;
  return (
    <nav class="card column homes" aria-labelledby="logements">
      <h2 id="logements">{frenchCount(view.homes.length, 'logement')}</h2>
      <a class="skip" href="#logement">
        Aller au logement choisi
      </a>
      <ol class="home-list">
        {view.homes.map((place) => {
          const attention = attentionOf(place, props.wantedCandidates, today);
          return (
            <li key={place.vacancy.id}>
              <a
                href={`${heading.path}/logements/${place.vacancy.id}#logement`}
                aria-current={place.vacancy.id === chosen.vacancy.id ? 'true' : undefined}
              >
                <strong>{place.communeName}</strong>
                <span>{streetOf(place)}</span>
                <span>{measuresOf(place)}</span>
                <span class="quiet">
                  {`${place.holderName ?? 'non réservé'} · ${availability(place, today)}`}
                </span>
                {attention.length === 0 ? null : <span class="mark">{`▲ ${attention.join(', ')}`}</span>}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** "T3 · 63 m² · loyer 412 €". */
function measuresOf({ home }: HomeInRun): string {
  const rent = frenchEuros(home.rentCents + home.annexRentCents);
  return `${home.typology} · ${frenchNumber(home.surfaceM2, 0)} m² · loyer ${rent}`;
}

/** "15 Voie Bonaparte": the commune stands on the line above. */
function streetOf({ home }: HomeInRun): string {
  return home.address.split(',')[0] ?? home.address;
}
