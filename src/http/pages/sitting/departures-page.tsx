/** `/agent/seances/ecarts`: how far committees leave the order proposed, to learn from it and to control it. */
import type { JSX } from 'preact';
import {
  type GroupMove,
  groupMoves,
  type ShownDepartures,
  shownDepartures,
  smallestShown,
} from '../../../committee/departure-disclosure.ts';
import type { DepartureReport } from '../../../committee/session-view.ts';
import { StackedBar } from '../../../documents/charts/stacked-bar.tsx';
import { frenchCount, frenchNumber, frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { Refused } from './notices.tsx';
import { sessionCrumbs } from './session-crumbs.ts';

export const departuresPath = '/agent/seances/ecarts';

export function DeparturesPage(props: {
  frame: PageFrame;
  report: DepartureReport;
  /** What is wrong with the period asked, which the year to date then replaces; null: nothing. */
  refusal: string | null;
}): JSX.Element {
  const { report } = props;
  const shown = shownDepartures(report);
  return (
    <Layout
      frame={props.frame}
      title="Écarts à l’ordre proposé"
      crumbs={[...sessionCrumbs(null), { href: departuresPath, label: 'Écarts à l’ordre proposé' }]}
    >
      <h1>Quand la commission s’écarte de l’ordre proposé</h1>
      <p class="prose">
        La commission décide ; le calcul propose. Un écart n’est pas une faute : ces comptes servent à
        apprendre (une règle à revoir, un fait qui manque) et à contrôler que les écarts ne desservent pas
        toujours les mêmes ménages.
      </p>
      <PageWords words={['caleol', 'dalo', 'priority', 'firstQuartile', 'transfer', 'rank']} />
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <Period report={report} />
      {report.decided === 0 ? (
        <section class="card">
          <p>
            Aucun logement proposé dans un ordre n’a été décidé dans une séance close de cette période. Les
            comptes apparaîtront après la clôture de la première.
          </p>
        </section>
      ) : (
        <>
          <Overview report={report} />
          <Reasons shown={shown} departed={report.departed} />
          <Groups shown={shown} />
        </>
      )}
    </Layout>
  );
}

function Period({ report }: { report: DepartureReport }): JSX.Element {
  return (
    <>
      <p class="lead">
        {`Séances closes, tenues du ${frenchShortDate(report.from)} au ${frenchShortDate(report.until)}.`}
      </p>
      <form method="get" action={departuresPath} class="gesture card">
        <label for="du">Du</label>
        <input id="du" name="du" type="date" required value={report.from} />
        <label for="au">au</label>
        <input id="au" name="au" type="date" required value={report.until} />
        <button type="submit">Afficher</button>
      </form>
    </>
  );
}

function Overview({ report }: { report: DepartureReport }): JSX.Element {
  return (
    <section class="card" aria-labelledby="ensemble">
      <h2 id="ensemble">
        {`Ordre suivi pour ${frenchNumber(report.followed, 0)} logements sur ${frenchNumber(report.decided, 0)} (${frenchPercent(report.followed / report.decided, 0)})`}
      </h2>
      <StackedBar
        id="ordre"
        title="Logements décidés dont un ordre était proposé"
        parts={[
          { label: 'ordre suivi', value: report.followed, kind: 'base' },
          { label: 'autre ordre, motivé', value: report.departed, kind: 'bonus' },
        ]}
        maximum={report.decided}
        unit={{ one: 'logement', many: 'logements' }}
        totalLabel="Logements décidés"
      />
    </section>
  );
}

function Reasons({ shown, departed }: { shown: ShownDepartures; departed: number }): JSX.Element {
  const most = Math.max(...shown.byReason.map(({ homes }) => homes), 1);
  return (
    <section class="card" aria-labelledby="motifs">
      <h2 id="motifs">Par motif</h2>
      {departed === 0 ? <p>Aucun logement n’a été décidé dans un autre ordre.</p> : null}
      {shown.byReason.length === 0 ? null : (
        <ScrollBox label="Écarts par motif">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Motif</th>
                <th scope="col" class="number">
                  Logements
                </th>
                <th scope="col">
                  <span class="visually-hidden">Le même nombre en barre</span>
                </th>
                <th scope="col" class="number">
                  Candidats de ces logements
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.byReason.map(({ code, label, homes, candidates }) => (
                <tr key={code}>
                  <th scope="row">{label}</th>
                  <td class="number">{frenchNumber(homes, 0)}</td>
                  <td class="wide-bar">
                    <svg aria-hidden="true" class="chart-picture" width="100%" height="16">
                      <rect
                        class="chart-reached"
                        width={`${Math.round((homes / most) * 100)}%`}
                        height="16"
                      />
                    </svg>
                  </td>
                  <td class="number">{figure(candidates)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

const moveNames: Readonly<Record<GroupMove, string>> = {
  proposed: 'Proposés',
  raised: 'Mieux placés',
  kept: 'Même rang',
  lowered: 'Moins bien placés',
  setAside: 'Sans rang',
};

function Groups({ shown }: { shown: ShownDepartures }): JSX.Element {
  if (shown.byGroup.every(({ counts }) => counts.proposed === null)) {
    return (
      <section class="card" aria-labelledby="groupes">
        <h2 id="groupes">Par groupe de ménages</h2>
        <p class="prose">
          {`Moins de ${frenchCount(smallestShown, 'candidat')} proposés dans cette période : des chiffres par groupe les rendraient reconnaissables (L442-5). Choisissez une période plus longue.`}
        </p>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="groupes">
      <h2 id="groupes">Par groupe de ménages</h2>
      <p class="prose small">
        {`Un ménage peut être de plusieurs groupes. « n. c. » : non communiqué, parce que moins de ${smallestShown} ménages seraient reconnaissables, ou parce que le chiffre permettrait d’en retrouver un autre (L442-5).`}
      </p>
      <ScrollBox label="Candidats proposés, par groupe">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Groupe</th>
              {groupMoves.map((move) => (
                <th scope="col" class="number" key={move}>
                  {moveNames[move]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.byGroup.map(({ group, label, counts }) => (
              <tr key={group}>
                <th scope="row">{label}</th>
                {groupMoves.map((move) => (
                  <td class="number" key={move}>
                    {figure(counts[move])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <GroupBars shown={shown} />
    </section>
  );
}

/** One bar a group whose figures may all be shown, on the scale of a hundred. */
function GroupBars({ shown }: { shown: ShownDepartures }): JSX.Element | null {
  const whole = shown.byGroup.flatMap(({ group, label, counts }) => {
    const { proposed, raised, kept, lowered, setAside } = counts;
    if (proposed === null || raised === null || kept === null || lowered === null || setAside === null) {
      return [];
    }
    const share = (count: number) => Math.round((1000 * count) / proposed) / 10;
    return [
      {
        group,
        label: `${label} : ${frenchCount(proposed, 'candidat proposé', 'candidats proposés')}, en %`,
        parts: [
          { label: 'mieux placés', value: share(raised), kind: 'bonus' as const },
          { label: 'même rang', value: share(kept), kind: 'base' as const },
          { label: 'moins bien placés', value: share(lowered), kind: 'priority' as const },
          { label: 'sans rang', value: share(setAside), kind: 'base' as const },
        ],
      },
    ];
  });
  if (whole.length === 0) return null;
  return (
    <>
      {whole.map(({ group, label, parts }) => (
        <div key={group}>
          <h3>{label}</h3>
          <StackedBar
            id={`groupe-${group}`}
            title={label}
            parts={parts}
            maximum={100}
            unit={{ one: 'pour cent', many: 'pour cent' }}
            totalLabel="Ensemble"
          />
        </div>
      ))}
    </>
  );
}

function figure(count: number | null): JSX.Element | string {
  return count === null ? <abbr title="non communiqué">n. c.</abbr> : frenchNumber(count, 0);
}
