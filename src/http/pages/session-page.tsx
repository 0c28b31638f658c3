/** Preparing a session: the homes, the chosen home with its shortlist, the targets (look, scene 1). */
import type { JSX } from 'preact';
import { CertificateView } from '../../views/certificate-view.tsx';
import { availability, HomeFacts } from '../../views/home-facts.tsx';
import { PoolView } from '../../views/pool-view.tsx';
import { attentionOf, type HomeInRun, homeTitle, type RunView } from '../../views/run-view.ts';
import { NextCandidates, ShortlistEntries } from '../../views/shortlist-view.tsx';
import { TargetsView } from '../../views/targets-view.tsx';
import { BanForm, PinForm, UndoForm } from './choice-forms.tsx';
import type { Change } from './choices.ts';
import { Layout, type PageFrame } from './layout.tsx';

export type SessionPageProps = {
  frame: PageFrame;
  runId: string;
  runTitle: string;
  view: RunView;
  chosen: HomeInRun;
  wantedCandidates: number;
  /** What an officer changed from the proposal that this run varies; empty for a proposal. */
  changes: readonly Change[];
};

export function SessionPage(props: SessionPageProps): JSX.Element {
  const { frame, runId, view, chosen } = props;
  const runPath = `/agent/calculs/${runId}`;
  return (
    <Layout
      frame={frame}
      title={`${homeTitle(chosen)} — ${props.runTitle}`}
      crumbs={[
        { href: '/agent', label: 'Calculs' },
        { href: runPath, label: props.runTitle },
      ]}
    >
      <h1>{props.runTitle}</h1>
      <CertificateView result={view.result} moreHref={`${runPath}/verification`} />
      {props.changes.length === 0 ? null : (
        <div class="alert">
          <p>
            <strong>Vos choix dans cette variante :</strong>
          </p>
          <ul>
            {props.changes.map((change) => (
              <li key={change.text}>
                {change.text}{' '}
                <UndoForm
                  action={`${runPath}/choix`}
                  csrfToken={frame.csrfToken}
                  vacancyId={change.vacancyId}
                  number={change.number}
                  kind={change.undo}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="workbench">
        <HomeList {...props} />
        <ChosenHome {...props} runPath={runPath} />
        <section class="card column side" aria-labelledby="objectifs">
          <h2 id="objectifs">Objectifs de l’année</h2>
          <p class="small">
            <a href={`${runPath}/objectifs`}>Tous les objectifs, avec leurs chiffres</a>
          </p>
          <TargetsView view={view} quotas={targetsOf(props)} />
        </section>
      </div>
    </Layout>
  );
}

/** The targets that the chosen home can move come first; the page of targets lists them all. */
function targetsOf({ view, chosen }: SessionPageProps): RunView['result']['quotas'] {
  const quotas = new Map((view.result.problem.quotas ?? []).map((quota) => [quota.id, quota.homes]));
  return view.result.quotas.filter(
    ({ targetId }) => quotas.get(targetId)?.includes(chosen.vacancy.id) ?? false,
  );
}

function HomeList({ view, runId, chosen, wantedCandidates }: SessionPageProps): JSX.Element {
  return (
    <nav class="card column" aria-labelledby="logements">
      <h2 id="logements">{`${view.homes.length} logements`}</h2>
      <ol class="home-list">
        {view.homes.map((place) => {
          const attention = attentionOf(place, wantedCandidates);
          return (
            <li key={place.vacancy.id}>
              <a
                href={`/agent/calculs/${runId}/logements/${place.vacancy.id}`}
                aria-current={place.vacancy.id === chosen.vacancy.id ? 'true' : undefined}
              >
                <strong>{homeTitle(place)}</strong>
                <br />
                <small>
                  {place.holderName ?? 'Non réservé'} · {availability(place, view.result.date)}
                </small>
                {attention.map((word) => (
                  <span key={word}>
                    {' '}
                    <span class="tag tag-warn">{word}</span>
                  </span>
                ))}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function ChosenHome(props: SessionPageProps & { runPath: string }): JSX.Element {
  const { frame, view, chosen, runPath } = props;
  const action = `${runPath}/choix`;
  return (
    <section class="card" aria-labelledby="logement">
      <h2 id="logement">{homeTitle(chosen)}</h2>
      <HomeFacts place={chosen} today={view.result.date} />
      <ShortlistEntries
        view={view}
        place={chosen}
        gestures={(entry) => (
          <div class="gesture">
            <PinForm
              action={action}
              csrfToken={frame.csrfToken}
              vacancyId={chosen.vacancy.id}
              number={entry.sheet.number}
              rank={entry.rank}
            />
            <BanForm
              action={action}
              csrfToken={frame.csrfToken}
              vacancyId={chosen.vacancy.id}
              number={entry.sheet.number}
            />
          </div>
        )}
      />
      <NextCandidates
        view={view}
        next={chosen.shortlist.next}
        gestures={(next) => (
          <PinForm
            action={action}
            csrfToken={frame.csrfToken}
            vacancyId={chosen.vacancy.id}
            number={next.number}
            rank={1}
          />
        )}
      />
      <PoolView place={chosen} />
      <form class="card" method="post" action={`${runPath}/pourquoi-pas`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <h3>Pourquoi pas un autre ménage ?</h3>
        <input type="hidden" name="logement" value={chosen.vacancy.id} />
        <div class="field">
          <label for="numero">Numéro unique de la demande</label>
          <input id="numero" name="numero" required minlength={18} maxlength={18} autocomplete="off" />
        </div>
        <button type="submit">Demander</button>
      </form>
    </section>
  );
}
