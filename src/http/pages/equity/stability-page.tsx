/** How far one household's leaving is felt in the lists of the last run. */
import type { JSX } from 'preact';
import type { RunLine } from '../../../jobs/run-port.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { StabilityReport } from '../../../reporting/equity/stability.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export function StabilityPage(props: {
  frame: PageFrame;
  run: RunLine | null;
  seed: number;
  sample: number;
  report: StabilityReport | null;
}): JSX.Element {
  const { run, report } = props;
  return (
    <Layout
      frame={props.frame}
      title="Stabilité d’une séance"
      crumbs={[{ href: '/agent/equite', label: 'Audit d’équité' }]}
    >
      <h1>Stabilité d’une séance</h1>
      <p class="lead prose">
        On retire un ménage tiré au sort, on refait tout le calcul, et l’on compte les rangs des autres qui
        bougent. Beaucoup de rangs qui bougent ailleurs : les listes tiennent à peu de chose.
      </p>
      {run === null ? (
        <p class="alert">
          Aucun calcul n’est enregistré. <a href="/agent/calculs">Lancez-en un</a>, puis revenez ici.
        </p>
      ) : (
        <>
          <p>
            {'Calcul lu : '}
            <a href={`/agent/calculs/${run.id}`}>{`séance du ${frenchLongDate(run.sessionOn)}`}</a>.
          </p>
          <form method="get" action="/agent/equite/stabilite" class="card">
            <p>
              <label for="menages">Ménages à retirer, un par un (de 1 à 20)</label>
              <input id="menages" name="menages" type="number" min="1" max="20" value={props.sample} />
            </p>
            <p>
              <label for="graine">Graine du tirage (la même donne le même tirage)</label>
              <input id="graine" name="graine" type="number" min="1" max="1000000" value={props.seed} />
            </p>
            <button type="submit">Refaire le calcul sans eux</button>
          </form>
        </>
      )}
      {report === null ? null : <Report report={report} seed={props.seed} />}
    </Layout>
  );
}

function Report({ report, seed }: { report: StabilityReport; seed: number }): JSX.Element {
  const { leavings, ranks, listed } = report;
  const elsewhere = leavings.map((leaving) => leaving.elsewhere);
  const mean = elsewhere.reduce((sum, count) => sum + count, 0) / Math.max(1, leavings.length);
  return (
    <section class="card">
      <h2>Ce qui bouge</h2>
      {leavings.length === 0 ? (
        <p>Aucun ménage n’est sur une liste : rien à retirer.</p>
      ) : (
        <>
          <p class="prose">
            <strong>
              {`${frenchNumber(mean)} rangs en moyenne bougent ailleurs, ${Math.max(...elsewhere)} au plus`}
            </strong>
            {`, sur ${frenchCount(ranks, 'rang donné', 'rangs donnés')} à ${frenchCount(listed, 'ménage')} (${frenchPercent(mean / Math.max(1, ranks))}). Tirage de graine ${seed}.`}
          </p>
          <ScrollBox label="Ménages retirés un par un">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Tirage</th>
                  <th scope="col">Rangs qui bougent dans ses listes</th>
                  <th scope="col">Rangs qui bougent ailleurs</th>
                </tr>
              </thead>
              <tbody>
                {leavings.map((leaving, index) => (
                  <tr key={index.toString()}>
                    <th scope="row">{`Ménage ${index + 1}`}</th>
                    <td>{leaving.near}</td>
                    <td>{leaving.elsewhere}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </>
      )}
    </section>
  );
}
