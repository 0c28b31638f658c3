/** "Pourquoi ce logement ne se loue pas": days, what it costs, refusals of the residence, next gestures. */
import type { JSX } from 'preact';
import { type DifficultHome, nextGestureInWords } from '../../../committee/board/difficulty.ts';
import { refusalReasonNames } from '../../../committee/letting/words.ts';
import { frenchCount, frenchEuros, frenchNumber } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { homeName, homePath } from './home-words.ts';

type DifficultPageProps = {
  frame: PageFrame;
  homes: readonly DifficultHome[];
  found: number;
  refusalMonths: number;
};

export function DifficultPage(props: DifficultPageProps): JSX.Element {
  const lost = props.homes.reduce((sum, { row }) => sum + row.rentLostCents, 0);
  return (
    <Layout
      frame={props.frame}
      title="Pourquoi ce logement ne se loue pas"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/logements', label: 'Logements' },
      ]}
    >
      <h1>Pourquoi ce logement ne se loue pas</h1>
      <p class="prose">
        {frenchCount(props.found, 'logement disponible', 'logements disponibles')} et pas encore loués, le
        plus ancien d’abord ; {frenchEuros(lost)} de loyers et charges non perçus sur ceux qui suivent. Les
        refus sont ceux de toute la résidence depuis {props.refusalMonths} mois : propositions refusées et
        désistements au téléphone. Les gestes proposés disent le fait qui les fonde ; vous décidez.
      </p>
      <section class="card">
        {props.homes.length === 0 ? (
          <p>Aucun logement disponible n’attend de locataire.</p>
        ) : (
          <HomesTable {...props} />
        )}
      </section>
      <PageWords words={['apl']} />
    </Layout>
  );
}

function HomesTable({ homes }: DifficultPageProps): JSX.Element {
  return (
    <ScrollBox label="Logements disponibles et pas encore loués">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Logement</th>
            <th scope="col" class="number">
              Jours
            </th>
            <th scope="col" class="number">
              Non perçu
            </th>
            <th scope="col" class="number">
              Éligibles
            </th>
            <th scope="col">Refus dans la résidence</th>
            <th scope="col">Que faire ensuite</th>
          </tr>
        </thead>
        <tbody>
          {homes.map((home) => (
            <Line key={home.row.freed.vacancy.id} home={home} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Line({ home }: { home: DifficultHome }): JSX.Element {
  const { row, pool, refusals } = home;
  const { freed } = row;
  return (
    <tr>
      <th scope="row">
        <a href={homePath(freed.vacancy.id)}>{homeName(freed, row.commune)}</a>
        <br />
        <span class="small quiet">
          {freed.home.typology}
          {freed.home.residence === null ? '' : `, ${freed.home.residence}`}
        </span>
      </th>
      <td class="number">{frenchNumber(home.days, 0)}</td>
      <td class="number">{frenchEuros(row.rentLostCents)}</td>
      <td class="number">{pool === null ? '—' : frenchNumber(pool.eligible, 0)}</td>
      <td>
        {refusals.length === 0 ? (
          <span class="quiet">Aucun</span>
        ) : (
          <ul class="bare-list">
            {refusals.slice(0, 4).map(({ reason, count }) => (
              <li key={reason}>
                {refusalReasonNames[reason]} : {frenchNumber(count, 0)}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        {home.gestures.length === 0 ? (
          <span class="quiet">La recherche suit son cours.</span>
        ) : (
          <ul class="bare-list">
            {home.gestures.map((gesture) => (
              <li key={gesture.kind}>{nextGestureInWords(gesture)}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}
