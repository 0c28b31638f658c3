/** Two scenarios side by side: what changes in homes, in points and in targets. */
import type { JSX } from 'preact';
import { frenchCount, frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { ExplainedEntry } from '../../../matching/run-result.ts';
import { PageWords } from '../../../views/page-words.tsx';
import type { HomeComparison, PlanComparison, TargetComparison } from '../../../views/plan-comparison.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export type ComparedRun = { path: string; title: string };

export type ComparisonPageProps = {
  frame: PageFrame;
  a: ComparedRun;
  b: ComparedRun;
  comparison: PlanComparison;
  /** French names of homes by vacancy, of both runs. */
  homeTitles: ReadonlyMap<string, string>;
};

export function ComparisonPage(props: ComparisonPageProps): JSX.Element {
  const { comparison, a, b } = props;
  return (
    <Layout
      frame={props.frame}
      title="Comparer deux scénarios"
      crumbs={[{ href: '/agent/calculs', label: 'Propositions' }]}
    >
      <h1>Comparer deux scénarios</h1>
      <p class="lead">
        A : <a href={a.path}>{a.title}</a>
        <br />B : <a href={b.path}>{b.title}</a>
      </p>
      <PageWords words={['dalo', 'firstQuartile', 'transfer', 'qpv', 'rank']} />
      {comparison.sameData ? null : (
        <p class="alert">
          Ces deux calculs n’ont pas lu les mêmes données (jour, demandes ou logements de la séance) : une
          différence peut venir de là, et non des choix.
        </p>
      )}
      <section class="card" aria-labelledby="resume">
        <h2 id="resume">En une phrase</h2>
        <p>{summary(comparison)}</p>
        <Points {...props} />
      </section>
      <Homes {...props} />
      <Targets targets={comparison.targets} />
    </Layout>
  );
}

/** "De A à B : 2 logements changent et 28 restent les mêmes, 1 objectif bouge." */
function summary({ homes, sameHomes, targets }: PlanComparison): string {
  const changed =
    homes.length === 0
      ? 'aucun logement ne change'
      : `${frenchCount(homes.length, 'logement change', 'logements changent')} et ${frenchCount(sameHomes, 'reste le même', 'restent les mêmes')}`;
  const quotas =
    targets.length === 0
      ? 'aucun objectif ne bouge'
      : frenchCount(targets.length, 'objectif bouge', 'objectifs bougent');
  return `De A à B : ${changed}, ${quotas}.`;
}

function Points({ comparison }: ComparisonPageProps): JSX.Element {
  const { pointsA, pointsB, valueA, valueB } = comparison;
  const rows = [
    ['Points de la grille attendus, pondérés par la chance de signer', pointsA, pointsB],
    ['Les mêmes, moins ce que coûtent les objectifs manqués', valueA, valueB],
  ] as const;
  return (
    <ScrollBox label="Points">
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Points</th>
            <th scope="col" class="number">
              A
            </th>
            <th scope="col" class="number">
              B
            </th>
            <th scope="col" class="number">
              De A à B
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, before, now]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{frenchNumber(before)}</td>
              <td class="number">{frenchNumber(now)}</td>
              <td class="number">{`${now > before ? '+' : ''}${frenchNumber(now - before)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Homes({ comparison, homeTitles, a, b }: ComparisonPageProps): JSX.Element {
  const only = { a: ' (seulement dans A)', b: ' (seulement dans B)', both: '' } as const;
  return (
    <section class="card" aria-labelledby="logements">
      <h2 id="logements">Logements</h2>
      {comparison.homes.length === 0 ? (
        <p>Les mêmes ménages, aux mêmes rangs, pour tous les logements.</p>
      ) : null}
      {comparison.homes.map((home) => (
        <ScrollBox key={home.vacancyId} label={homeTitles.get(home.vacancyId) ?? home.vacancyId}>
          <table class="plain small compared">
            <caption>{`${homeTitles.get(home.vacancyId) ?? home.vacancyId}${only[home.inRuns]}`}</caption>
            <thead>
              <tr>
                <th scope="col">Rang</th>
                <th scope="col">
                  <HomeLink run={a} home={home} letter="A" absent={home.inRuns === 'b'} />
                </th>
                <th scope="col">
                  <HomeLink run={b} home={home} letter="B" absent={home.inRuns === 'a'} />
                </th>
              </tr>
            </thead>
            <tbody>
              {home.ranks.map((rank) => (
                <tr key={rank.rank}>
                  <th scope="row">{rank.rank}</th>
                  <td>
                    <Entry entry={rank.a} changed={!rank.same} />
                  </td>
                  <td>
                    <Entry entry={rank.b} changed={!rank.same} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ))}
    </section>
  );
}

function HomeLink(props: {
  run: ComparedRun;
  home: HomeComparison;
  letter: string;
  absent: boolean;
}): JSX.Element {
  if (props.absent) return <>{`${props.letter} : absent`}</>;
  return (
    <a href={`${props.run.path}/logements/${encodeURIComponent(props.home.vacancyId)}`}>{props.letter}</a>
  );
}

function Entry({ entry, changed }: { entry: ExplainedEntry | null; changed: boolean }): JSX.Element {
  if (entry === null) return <span class="quiet">personne</span>;
  const { sheet, totalPoints, pinned } = entry;
  const text = `${sheet.householdInWords}, ${frenchCount(totalPoints, 'point')}${pinned ? ', fixé' : ''}`;
  return (
    <>
      {changed ? <strong>{text}</strong> : text}
      <br />
      <span class="quiet">{sheet.number}</span>
    </>
  );
}

function Targets({ targets }: { targets: readonly TargetComparison[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="objectifs">
      <h2 id="objectifs">Objectifs, après la séance</h2>
      {targets.length === 0 ? (
        <p>Aucun objectif ne bouge d’un scénario à l’autre.</p>
      ) : (
        <ScrollBox label="Objectifs">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Objectif</th>
                <th scope="col" class="number">
                  A
                </th>
                <th scope="col" class="number">
                  B
                </th>
                <th scope="col" class="number">
                  Points A
                </th>
                <th scope="col" class="number">
                  Points B
                </th>
              </tr>
            </thead>
            <tbody>
              {targets.map((target) => (
                <tr key={target.name}>
                  <th scope="row">{target.name}</th>
                  <td class="number">{figure(target, target.a)}</td>
                  <td class="number">{figure(target, target.b)}</td>
                  <td class="number">{target.priceA === null ? '–' : frenchNumber(target.priceA)}</td>
                  <td class="number">{target.priceB === null ? '–' : frenchNumber(target.priceB)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function figure({ isShare }: TargetComparison, value: number | null): string {
  if (value === null) return 'absent';
  return isShare ? frenchPercent(value) : frenchNumber(value);
}
