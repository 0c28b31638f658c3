/** "Mes points": the score line by line, those of similar requests, the wait, the priority, the delay, refusals (S-04). */
import type { JSX } from 'preact';
import { SpreadBar } from '../../../documents/charts/spread-bar.tsx';
import { civilDate, isCivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import type { Standing, TerritoryStanding } from '../../../portal/standing/standing.ts';
import type { ScoreLine } from '../../../scoring/grid.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { AbnormalDelay, Priority, Refusals, Wait } from './standing-sections.tsx';

export function PointsPage({ frame, standing }: { frame: PageFrame; standing: Standing }): JSX.Element {
  return (
    <Layout frame={frame} title="Mes points" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Mes points</h1>
      <p class="lead prose">
        Les points rangent les demandes. Ils aident la commission d’attribution (CALEOL) ; c’est elle qui
        décide. Les règles sont les mêmes pour tous : <a href="/regles">les lire</a>.
      </p>
      <PageWords words={['caleol', 'dalo', 'priority', 'transfer']} />
      <Priority recognised={standing.recognised} />
      {standing.territories.length === 0 ? (
        <p class="alert">
          Votre demande ne souhaite aucune commune où une grille de points est publiée. Les points sont alors
          les mêmes pour tous, et la commission décide sans eux.
        </p>
      ) : null}
      {standing.territories.map((territory) => (
        <TerritoryPoints key={territory.territory.epci} standing={territory} />
      ))}
      <Refusals standing={standing} />
    </Layout>
  );
}

function TerritoryPoints({ standing }: { standing: TerritoryStanding }): JSX.Element {
  const { territory, score, grid } = standing;
  return (
    <section class="card" aria-labelledby={`points-${territory.epci}`}>
      <h2 id={`points-${territory.epci}`}>{`${territory.name} : ${frenchCount(score.total, 'point')}`}</h2>
      <p class="quiet">
        {`Grille « ${grid.name} », version ${grid.version}.`}
        {grid.fictive ? ' Grille inventée pour la démonstration.' : ''}
      </p>
      <ScoreTable standing={standing} />
      <p>
        Une ligne est fausse, ou il en manque une ? <a href="/demandeur/corriger">Demander une correction</a>
      </p>
      <Similar standing={standing} />
      <Wait wait={standing.wait} />
      <AbnormalDelay delay={standing.abnormalDelay} />
    </section>
  );
}

function ScoreTable({ standing: { territory, score } }: { standing: TerritoryStanding }): JSX.Element {
  return (
    <ScrollBox label={`Mes points, ${territory.name}, ligne par ligne`}>
      <table class="score-lines">
        <caption class="visually-hidden">{`Mes points, ${territory.name}, ligne par ligne`}</caption>
        <thead>
          <tr>
            <th scope="col">Ce qui compte</th>
            <th scope="col">Ce que dit votre dossier</th>
            <th scope="col" class="number">
              Points
            </th>
          </tr>
        </thead>
        <tbody>
          {score.lines.map((line) => (
            <tr key={`${line.criterion} ${line.label}`}>
              <th scope="row">{line.label}</th>
              <td>{factInWords(line)}</td>
              <td class="number">{frenchNumber(line.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr class="total">
            <th scope="row" colspan={2}>
              Total
            </th>
            <td class="number">{frenchNumber(score.total)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollBox>
  );
}

function Similar({ standing }: { standing: TerritoryStanding }): JSX.Element {
  const { territory, score, similar } = standing;
  const { spread, count, below } = similar;
  if (spread === null) {
    return (
      <p>
        Trop peu de demandes semblables à la vôtre ici pour montrer leurs points : on pourrait reconnaître
        quelqu’un.
      </p>
    );
  }
  const share = Math.round((below / count) * 100);
  return (
    <>
      <h3>Les demandes semblables à la vôtre</h3>
      <p>
        {`${frenchNumber(count)} demandes cherchent le même type de logement, au même endroit. `}
        {`Vous avez plus de points que ${share} sur 100 d’entre elles.`}
      </p>
      <SpreadBar
        id={`repartition-${territory.epci}`}
        title={`Vos points parmi ceux des demandes semblables (${territory.name})`}
        {...spread}
        own={score.total}
        format={(points) => frenchNumber(points)}
        labels={{
          own: 'Vous (le rond)',
          low: 'Une demande sur dix a moins de',
          quarter: 'Un quart a moins de',
          middle: 'La moitié a moins de (le trait)',
          threeQuarters: 'Trois quarts ont moins de',
          high: 'Neuf sur dix ont moins de',
        }}
      />
    </>
  );
}

function factInWords({ fact, asOf, evidence }: ScoreLine): string {
  const said = fact === true ? 'oui' : fact === false ? 'non' : fact === null ? '' : String(fact);
  const day = asOf !== null && isCivilDate(asOf) ? `au ${frenchLongDate(civilDate(asOf))}` : '';
  const proof = evidence === 'declared' ? 'déclaré' : evidence === 'verified' ? 'vérifié' : '';
  return [said, day, proof].filter((part) => part !== '').join(', ');
}
