/** The year's balance holder by holder, with its limits, its detail by kind of home, and the forecast that it rests on. */
import type { JSX } from 'preact';
import {
  type DestinationBalance,
  type FlowBalance,
  type FlowDimension,
  flowDimensions,
} from '../../../committee/orientation/flow-balance.ts';
import { yearOf } from '../../../kernel/civil-date.ts';
import { frenchNumber, frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import { flowCalendar } from '../../../law/flow.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { outcomeInWords } from '../../../wording/reason-sentence.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { PlanForm } from './plan-form.tsx';

const dimensionNames: Readonly<Record<FlowDimension, string>> = {
  typology: 'Typologie',
  financing: 'Financement',
  qpv: 'Quartier',
  territory: 'Territoire',
  period: 'Période de construction',
};

export function BalancePage(props: {
  frame: PageFrame;
  balance: FlowBalance;
  planVersion: number;
  mayDecide: boolean;
  /** True just after the plan was saved; false where somebody else saved it meanwhile. */
  saved: boolean | null;
}): JSX.Element {
  const { balance } = props;
  const year = yearOf(balance.date);
  const { holdersBy, conferenceBy } = flowCalendar(year + 1);
  return (
    <Layout
      frame={props.frame}
      title={`Bilan du flux ${year}`}
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/orientation', label: 'Orientation' },
        { href: '/agent/orientation/bilan', label: 'Bilan' },
      ]}
    >
      <h1>{`Gestion en flux : bilan ${year} au ${frenchShortDate(balance.date)}`}</h1>
      {props.saved === null ? null : (
        <p class={props.saved ? 'proof' : 'alert'} role="status">
          {props.saved
            ? 'La prévision est enregistrée ; le bilan et les conseils en tiennent compte.'
            : 'Quelqu’un a enregistré la prévision entre-temps : la voici, vos chiffres n’ont rien changé.'}
        </p>
      )}
      <PageWords words={['holder', 'qpv', 'financing']} />
      <p class="prose">
        {`Assiette du flux de l’année : ${frenchNumber(balance.base, 0)} logements (${balance.plan.source}).`}
        {holdersBy && conferenceBy
          ? ` Ce bilan part aux réservataires avant le ${frenchShortDate(holdersBy)}, à la conférence intercommunale du logement avant le ${frenchShortDate(conferenceBy)}.`
          : ''}
      </p>
      <section class="card">
        <h2>Par destination</h2>
        <Lines lines={balance.lines} />
      </section>
      <section class="card">
        <h2>Limites du Code</h2>
        <ul class="checks">
          {balance.limits.map(({ name, outcome }) => (
            <li key={name}>
              <span class={`tag ${outcome.verdict === 'yes' ? 'tag-good' : 'tag-warn'}`}>
                {outcome.verdict === 'yes'
                  ? 'respectée'
                  : outcome.verdict === 'no'
                    ? 'à corriger'
                    : 'inconnue'}
              </span>{' '}
              <strong>{name}</strong>. {outcomeInWords(outcome).join(' ')}
            </li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>Détail par réservataire</h2>
        {balance.lines
          .filter(({ oriented, returned }) => oriented + returned > 0)
          .map((line) => (
            <Detail key={line.destination} line={line} />
          ))}
      </section>
      {props.mayDecide ? (
        <PlanForm
          frame={props.frame}
          plan={balance.plan}
          version={props.planVersion}
          holders={balance.lines.flatMap(({ holder, destination, name }) =>
            holder ? [{ id: destination, name }] : [],
          )}
        />
      ) : null}
    </Layout>
  );
}

function Lines({ lines }: { lines: readonly DestinationBalance[] }): JSX.Element {
  const columns = [
    'Part',
    'Dû sur l’année',
    'Dû à ce jour',
    'Orientés',
    'Écart',
    'Proposés',
    'Loués',
    'En cours',
    'Rendus',
  ];
  return (
    <ScrollBox label="Bilan par destination">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Destination</th>
            {columns.map((column) => (
              <th scope="col" class="number" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.destination}>
              <th scope="row">{line.name}</th>
              <td class="number">
                {line.sharePermille === null ? '' : frenchPercent(line.sharePermille / 1000)}
              </td>
              <td class="number">{frenchNumber(line.yearDue, 0)}</td>
              <td class="number">{frenchNumber(line.dueToDate, 1)}</td>
              <td class="number">{frenchNumber(line.oriented, 0)}</td>
              <td class="number">{signed(line.oriented - line.dueToDate)}</td>
              <td class="number">{frenchNumber(line.proposed, 0)}</td>
              <td class="number">{frenchNumber(line.let, 0)}</td>
              <td class="number">{frenchNumber(line.running, 0)}</td>
              <td class="number">{frenchNumber(line.returned, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function signed(value: number): string {
  const text = frenchNumber(Math.abs(value), 1);
  return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text;
}

function Detail({ line }: { line: DestinationBalance }): JSX.Element {
  return (
    <details>
      <summary>{line.name}</summary>
      {flowDimensions.map((dimension) => (
        <ScrollBox label={`${line.name}, ${dimensionNames[dimension]}`} key={dimension}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{dimensionNames[dimension]}</th>
                <th scope="col" class="number">
                  Orientés
                </th>
                <th scope="col" class="number">
                  Loués
                </th>
              </tr>
            </thead>
            <tbody>
              {line.by[dimension].map((count) => (
                <tr key={count.category}>
                  <th scope="row">{count.category}</th>
                  <td class="number">{frenchNumber(count.oriented, 0)}</td>
                  <td class="number">{frenchNumber(count.let, 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ))}
    </details>
  );
}
