/** The report of a run as one self-contained file: opened from a disk, sent by hand, printed for the committee. */
import { readFileSync } from 'node:fs';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { chartStyles } from '../../documents/charts/styles.ts';
import { frenchSpaces } from '../../documents/typography.ts';
import { frenchCount, frenchLongDate, frenchNumber } from '../../kernel/french.ts';
import { certificateSentence, fairnessCostSentence, fairnessSentence } from '../../matching/run-sentences.ts';
import { HomeSection, homeFacts } from './report-home.tsx';
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
        <style dangerouslySetInnerHTML={{ __html: `${reportStyles()}${chartStyles()}` }} />
      </head>
      <body>
        <header>
          <p class="quiet">{view.landlordName}</p>
          <h1>{title}</h1>
          <p>
            {`${frenchCount(run.counts.homes, 'logement')}, ${frenchCount(run.counts.applicants, 'demande vivante', 'demandes vivantes')}, ${frenchCount(placesFilled(view), 'rang proposé', 'rangs proposés')}. La CALEOL (commission d’attribution des logements et d’examen de l’occupation des logements) décide ; ces listes l’aident.`}
          </p>
        </header>
        <main>
          <Certificate view={view} />
          <Words />
          <Warnings view={view} />
          <section id="logements">
            <h2>Les logements de la séance</h2>
            <HomesTable view={view} />
          </section>
          <TargetsSection view={view} />
          <section>
            <h2>Les listes, logement par logement</h2>
            {run.shortlists.map((shortlist) => {
              const place = view.homes.get(shortlist.vacancyId);
              return place ? (
                <HomeSection key={shortlist.vacancyId} shortlist={shortlist} place={place} />
              ) : null;
            })}
          </section>
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
    <section class={run.check.holds ? 'certificate' : 'certificate certificate-refused'}>
      <h2>Ce qui est garanti</h2>
      <p>
        <strong>{certificateSentence(run)}</strong>
      </p>
      <p>
        <strong>{fairnessSentence(run)}</strong> Aucun ménage n’a moins de chances qu’un autre qui a moins de
        points que lui, pour un logement qu’ils peuvent avoir tous les deux.
      </p>
      <details>
        <summary>Ce que cela veut dire</summary>
        <p>
          Les points sont ceux de la grille de cotation, plus le prix publié des objectifs auxquels le ménage
          compte ; un ménage dont le droit au logement opposable (DALO) est reconnu reçoit toujours le plafond
          entier. Un programme indépendant a refait tous les calculs avant l’écriture de ce fichier.
        </p>
        <p>
          {`Valeur de la répartition, en points attendus moins ce que coûtent les objectifs manqués : ${frenchNumber(run.solution.value / 1000, 2)} ; limite prouvée : ${frenchNumber(run.solution.bound / 1000, 2)}.`}
          {cost === null ? null : ` ${cost}`}
        </p>
      </details>
    </section>
  );
}

function Warnings(props: { view: ReportView }): JSX.Element | null {
  const { warnings } = props.view;
  if (warnings.length === 0) return null;
  return (
    <section class="warnings">
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
  const { run, homes } = props.view;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col">Faits</th>
            <th scope="col" class="number">
              Rangs
            </th>
            <th scope="col">Attention</th>
          </tr>
        </thead>
        <tbody>
          {run.shortlists.map(({ vacancyId, homeId, entries, unfilled, pool }) => {
            const place = homes.get(vacancyId);
            return (
              <tr key={vacancyId}>
                <th scope="row">
                  <a href={`#${place?.anchor ?? ''}`}>{`${place?.communeName ?? ''} ${homeId}`}</a>
                </th>
                <td>{place ? homeFacts(place) : ''}</td>
                <td class="number">{entries.length}</td>
                <td>
                  {unfilled && pool.kind !== 'daloDesignation'
                    ? `▲ ${frenchCount(unfilled.slots, 'rang vide', 'rangs vides')}`
                    : ''}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const words: readonly (readonly [string, string])[] = [
  ['APL', 'aide personnalisée au logement, estimée ici avec le dernier barème publié'],
  ['DALO', 'droit au logement opposable, reconnu par la commission de médiation'],
  ['Prioritaire (L441-1)', 'situation prioritaire de la loi, reconnue par un organisme à une date'],
  ['QPV', 'quartier prioritaire de la politique de la ville'],
  ['1er quartile', 'ressources par unité de consommation sous le seuil annuel du territoire'],
  ['PLAI, PLUS, PLS', 'financements du logement, qui fixent les plafonds de ressources et le loyer'],
  ['Mutation', 'demande d’un ménage déjà locataire du parc social'],
  ['Rang', 'place sur la liste : le logement est proposé au rang 1, puis au suivant en cas de refus'],
];

function Words(): JSX.Element {
  return (
    <details id="mots" class="words">
      <summary>Les mots de cette page : APL, DALO, QPV, 1er quartile, PLAI, PLUS…</summary>
      <dl>
        {words.map(([word, meaning]) => (
          <>
            <dt key={word}>{word}</dt>
            <dd>{meaning}.</dd>
          </>
        ))}
      </dl>
    </details>
  );
}

function Versions(props: { view: ReportView }): JSX.Element {
  const { versions, snapshotHash, problemHash, solutionHash } = props.view.run;
  return (
    <footer>
      <p>
        {`parcours ${versions.software} · règles ${versions.rules} · grilles ${versions.grids.join(', ')} · politique ${versions.policy}`}
      </p>
      <p class="hash">{`Données ${snapshotHash} · problème ${problemHash} · solution ${solutionHash}`}</p>
    </footer>
  );
}

function placesFilled(view: ReportView): number {
  return view.run.shortlists.reduce((sum, { entries }) => sum + entries.length, 0);
}

function reportStyles(): string {
  return readFileSync(new URL('./report.css', import.meta.url), 'utf8');
}
