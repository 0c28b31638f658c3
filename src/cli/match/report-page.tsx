/** The report of a run as one self-contained file: opened from a disk, sent by hand, printed for the committee. */
import { readFileSync } from 'node:fs';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { chartStyles } from '../../documents/charts/styles.ts';
import { frenchSpaces } from '../../documents/typography.ts';
import { frenchCount, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import { SCORE_PER_POINT } from '../../matching/policy.ts';
import { CertificateView } from '../../views/certificate-view.tsx';
import { PageWords } from '../../views/page-words.tsx';
import { attentionOf, type HomeInRun, homeTitle, type RunView } from '../../views/run-view.ts';
import { ScrollBox } from '../../views/scroll-box.tsx';
import { fairnessCostSentence } from '../../wording/run-sentences.ts';
import { HomeSection } from './report-home.tsx';
import { TargetsSection } from './report-targets.tsx';
import type { ReportView } from './report-view.ts';

/** The HTML of the report: no script, no outside file, no name, no address of a household. */
export function reportPage(view: ReportView): string {
  return `<!doctype html>${frenchSpaces(renderToString(<Page view={view} />))}\n`;
}

function Page(props: { view: ReportView }): JSX.Element {
  const { view } = props;
  const { run } = view;
  const title = `Listes proposées, séance du ${frenchLongDate(run.date)}`;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: `${pageStyles()}${chartStyles()}` }} />
      </head>
      <body>
        <header class="report-head">
          <p class="quiet">{view.landlordName}</p>
          <h1>{title}</h1>
          <p>
            {`${frenchCount(run.counts.homes, 'logement')}, ${frenchCount(run.counts.applicants, 'demande vivante', 'demandes vivantes')}, ${frenchCount(placesFilled(view), 'rang proposé', 'rangs proposés')}. La CALEOL (commission d’attribution des logements et d’examen de l’occupation des logements) décide ; ces listes l’aident.`}
          </p>
        </header>
        <main>
          <Certificate view={view} />
          <PageWords
            words={[
              'apl',
              'caleol',
              'dalo',
              'qpv',
              'financing',
              'priority',
              'firstQuartile',
              'transfer',
              'unit',
              'effort',
              'rank',
              'holder',
            ]}
          />
          <Warnings view={view} />
          <section class="card" id="logements">
            <h2>Les logements de la séance</h2>
            <HomesTable view={view} />
          </section>
          <TargetsSection view={view} />
          {view.shown.homes.map((place) => (
            <HomeSection
              key={place.vacancy.id}
              view={view.shown}
              place={place}
              anchor={anchorOf(view, place)}
            />
          ))}
        </main>
        <Versions view={view} />
      </body>
    </html>
  );
}

function Certificate(props: { view: ReportView }): JSX.Element {
  const { run } = props.view;
  const cost = fairnessCostSentence(run);
  return (
    <>
      <CertificateView result={run} />
      <details class="words">
        <summary>Ce que cette vérification veut dire</summary>
        <p>
          Les points sont ceux de la grille de cotation, plus le prix publié des objectifs auxquels le ménage
          compte ; un ménage dont le droit au logement opposable (DALO) est reconnu reçoit toujours le plafond
          entier. Un programme indépendant a refait tous les calculs avant l’écriture de ce fichier.
        </p>
        <p>
          {`Valeur de la répartition, en points attendus moins ce que coûtent les objectifs manqués : ${frenchNumber(run.solution.value / SCORE_PER_POINT, 2)} ; limite prouvée : ${frenchNumber(run.solution.bound / SCORE_PER_POINT, 2)}.`}
          {cost === null ? null : ` ${cost}`}
        </p>
      </details>
    </>
  );
}

function Warnings(props: { view: ReportView }): JSX.Element | null {
  const { warnings } = props.view;
  if (warnings.length === 0) return null;
  return (
    <section class="alert">
      <h2>À savoir avant de lire</h2>
      <ul>
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </section>
  );
}

function HomesTable(props: { view: ReportView }): JSX.Element {
  const { shown } = props.view;
  return (
    <ScrollBox label="Logements de la séance">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col">Adresse</th>
            <th scope="col">Réservataire</th>
            <th scope="col" class="number">
              Rangs
            </th>
            <th scope="col">Où regarder</th>
          </tr>
        </thead>
        <tbody>
          {shown.homes.map((place) => (
            <tr key={place.vacancy.id}>
              <th scope="row">
                <a href={`#${anchorOf(props.view, place)}`}>{homeTitle(place)}</a>
              </th>
              <td>{place.home.address}</td>
              <td>{place.holderName ?? 'non réservé'}</td>
              <td class="number">{place.shortlist.entries.length}</td>
              <td class="state-warn">{markOf(place, shown)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** "▲ 2 candidats sur 3", or nothing. The list is short where a rank stays empty. */
function markOf(place: HomeInRun, shown: RunView): string {
  const { entries, unfilled } = place.shortlist;
  const marks = attentionOf(place, entries.length + (unfilled?.slots ?? 0), shown.result.date);
  return marks.length === 0 ? '' : `▲ ${marks.join(', ')}`;
}

function anchorOf(view: ReportView, { vacancy }: HomeInRun): string {
  return view.homes.get(vacancy.id)?.anchor ?? vacancy.id;
}

function Versions(props: { view: ReportView }): JSX.Element {
  const { versions, snapshotHash, problemHash, solutionHash } = props.view.run;
  return (
    <footer class="foot">
      <p>
        {`parcours ${versions.software} · règles ${versions.rules} · grilles ${versions.grids.join(', ')} · politique ${versions.policy}`}
      </p>
      <p class="figure">{`Données ${snapshotHash} · problème ${problemHash} · solution ${solutionHash}`}</p>
    </footer>
  );
}

function placesFilled(view: ReportView): number {
  return view.run.shortlists.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** The one stylesheet of pages and files. */
function pageStyles(): string {
  return readFileSync(new URL('../../http/assets/parcours.css', import.meta.url), 'utf8');
}
