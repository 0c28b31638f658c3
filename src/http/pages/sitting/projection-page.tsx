/** Presentation mode: one home on the wall, large, identities masked, no gesture but the next and the previous one. */
import type { JSX } from 'preact';
import { decisionNames } from '../../../committee/decision.ts';
import type { AgendaStop } from '../../../committee/session-excerpt.ts';
import type { AgendaHomeView, SessionHead } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import { assetUrl } from '../../assets.ts';
import { HomeFactsList } from './home-sections.tsx';
import { agendaStateNames, homeName, progressSentence, sessionTitle } from './session-words.ts';
import { SheetsTable } from './sheets-table.tsx';

type SittingShown = SessionHead & { homes: readonly AgendaStop[] };

type ProjectionProps = {
  view: SittingShown;
  /** Null: the closing page, with what remains. */
  place: AgendaHomeView | null;
};

export function ProjectionPage({ view, place }: ProjectionProps): JSX.Element {
  const title = place === null ? sessionTitle(view.session) : homeName(place);
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · projection`}</title>
        <link rel="stylesheet" href={assetUrl('parcours.css')} />
        <link rel="icon" href="data:," />
      </head>
      <body class="projection">
        <main id="contenu">
          <p class="quiet">{sessionTitle(view.session)}</p>
          <h1>{place === null ? 'Où en est la séance' : title}</h1>
          {place === null ? <Remaining view={view} /> : <OneHome view={view} place={place} />}
        </main>
        <Steps view={view} place={place} />
      </body>
    </html>
  );
}

function OneHome({ view, place }: { view: SessionHead; place: AgendaHomeView }): JSX.Element {
  return (
    <>
      <HomeFactsList place={place} today={view.session.heldOn} />
      <SheetsTable candidates={place.candidates} identities={null} />
      {place.current === null ? null : (
        <p class="proof">
          {place.current.candidates
            .map(({ number, kind, rank }) => {
              const index = place.candidates.findIndex((one) => one.number === number);
              return `${columnName(index)} : ${decisionNames[kind]}${rank === null ? '' : `, rang ${rank}`}`;
            })
            .join(' ; ')}
          .
        </p>
      )}
    </>
  );
}

function Remaining({ view }: { view: SittingShown }): JSX.Element {
  const rest = view.homes.filter(({ agenda }) => agenda.state === 'pending');
  return (
    <>
      <p class="lead">{progressSentence(view)}</p>
      {view.session.state === 'closed' ? (
        <p class="proof">La séance est close : plus rien ne se modifie.</p>
      ) : null}
      {rest.length === 0 ? null : (
        <>
          <h2>Restent à décider</h2>
          <ol>
            {rest.map((place) => (
              <li key={place.agenda.vacancyId}>
                <a href={addressOf(view, place)}>{homeName(place)}</a>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Steps({ view, place }: ProjectionProps): JSX.Element {
  const { homes, session } = view;
  const at =
    place === null
      ? homes.length
      : homes.findIndex(({ agenda }) => agenda.vacancyId === place.agenda.vacancyId);
  const [before, after] = [homes[at - 1], homes[at + 1]];
  return (
    <nav class="steps" aria-label="Logements projetés">
      {before ? <a href={addressOf(view, before)}>← Précédent</a> : <span />}
      <span>
        {place === null
          ? `${homes.length} logements`
          : `${at + 1} / ${homes.length} · ${agendaStateNames[place.agenda.state]}`}
      </span>
      {after ? (
        <a href={addressOf(view, after)}>Suivant →</a>
      ) : place === null ? (
        <span />
      ) : (
        <a href={`/agent/seances/${session.id}/projection/fin`}>Où en est la séance →</a>
      )}
    </nav>
  );
}

function addressOf({ session }: SessionHead, place: Pick<AgendaStop, 'agenda'>): string {
  return `/agent/seances/${session.id}/projection/${encodeURIComponent(place.agenda.vacancyId)}`;
}
