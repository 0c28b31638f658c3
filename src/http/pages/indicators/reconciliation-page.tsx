/** Where our leases and the national register tell otherwise, number by number, and what to do of each. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { Period } from '../../../reporting/indicator.ts';
import type { Reconciliation } from '../../../reporting/reconciliation/register-lettings.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { ExtractForms } from './reconciliation-forms.tsx';

const action = '/agent/indicateurs/sne';
/** A page shows so many lines of a kind; the next come once these are settled. */
const shownOfAKind = 200;

export type Compared = {
  asOf: CivilDate;
  /** Numbers that the extract tells. */
  rows: number;
  found: Reconciliation;
  /** Where the file of a number opens; null where it is not held, or out of reach. */
  fileOf: (number: string) => string | null;
  rejected: number;
  warnings: readonly string[];
};

type Outcome = { ok: false; message: string } | ({ ok: true } & Compared);

export function ReconciliationPage(props: {
  frame: PageFrame;
  period: Period;
  /** Null: nothing was sent yet. */
  outcome: Outcome | null;
}): JSX.Element {
  const { frame, period, outcome } = props;
  return (
    <Layout
      frame={frame}
      title="Baux signés et SNE"
      crumbs={[
        { href: '/agent/indicateurs', label: 'Indicateurs' },
        { href: action, label: 'Baux signés et SNE' },
      ]}
    >
      <h1>Les baux signés face à un extrait du SNE</h1>
      <p class="prose">
        Le système national d’enregistrement (SNE) tient le compte officiel des attributions. Chaque bail lui
        est comparé par son numéro unique ; rien n’est modifié, ni ici ni au SNE.
      </p>
      {outcome === null ? null : outcome.ok ? (
        <Result period={period} {...outcome} />
      ) : (
        <p class="alert alert-bad" role="alert">
          {outcome.message}
        </p>
      )}
      <ExtractForms action={action} csrfToken={frame.csrfToken} period={period} />
    </Layout>
  );
}

function Result({
  period,
  rows,
  found,
  fileOf,
  rejected,
  warnings,
}: Compared & { period: Period }): JSX.Element {
  const numbered = (leaseId: string, number: string, more: readonly string[]) => ({
    key: leaseId,
    cells: [leaseId, number, ...more],
    file: fileOf(number),
  });
  const day = (on: CivilDate | null) => (on === null ? 'jour non dit' : frenchShortDate(on));
  return (
    <>
      <p class="lead">
        {`Du ${frenchShortDate(period.from)} au ${frenchShortDate(period.until)} : ${frenchCount(found.agreeing, 'bail', 'baux')} d’accord avec le SNE. L’extrait dit ${frenchCount(rows, 'numéro')}.`}
      </p>
      {isClear(found) ? <p>Aucun écart sur ces jours : rien à corriger.</p> : null}
      {rejected === 0 ? null : (
        <p class="alert">{`Lignes de l’extrait qui n’ont pas pu être lues et ne sont pas comparées : ${rejected}.`}</p>
      )}
      {warnings.map((warning) => (
        <p key={warning} class="alert">
          {warning}
        </p>
      ))}
      <Kind
        title="Signés ici, encore actifs au SNE"
        advice="Radiez ces demandes au SNE : un bail signé y met fin le jour même."
        columns={['Bail', 'Numéro unique', 'Signé le']}
        lines={found.notRemoved.map((one) =>
          numbered(one.leaseId, one.number, [frenchShortDate(one.signedOn)]),
        )}
      />
      <Kind
        title="Signés ici, radiés au SNE pour une autre raison"
        advice="Le SNE ne compte pas ces attributions : demandez que le motif de la radiation soit corrigé."
        columns={['Bail', 'Numéro unique', 'Radié le']}
        lines={found.removedOtherwise.map((one) => numbered(one.leaseId, one.number, [day(one.on)]))}
      />
      <Kind
        title="Relogés au SNE, sans bail ici"
        advice="Un autre bailleur a pu signer ; sinon, enregistrez le bail ou corrigez son numéro unique."
        columns={['Numéro unique', 'Relogé le']}
        lines={found.withoutLease.map(({ number, on }) => ({
          key: number,
          cells: [number, day(on)],
          file: fileOf(number),
        }))}
      />
      <Kind
        title="Connus des deux côtés, avec un écart"
        advice="Vérifiez sur les pièces du dossier lequel des deux a raison, puis corrigez l’autre."
        columns={['Bail', 'Numéro unique', 'Ici', 'Au SNE']}
        lines={found.differing.map((one) =>
          numbered(one.leaseId, one.number, [
            one.divergences.map(({ ours }) => ours).join(' ; '),
            one.divergences.map(({ theirs }) => theirs).join(' ; '),
          ]),
        )}
      />
      <Kind
        title="Signés ici, absents de l’extrait"
        advice="L’extrait est peut-être partiel ; sinon, vérifiez le numéro unique du bail."
        columns={['Bail', 'Numéro unique']}
        lines={found.absent.map((one) => numbered(one.leaseId, one.number, []))}
      />
      <WithoutNumber leases={found.withoutNumber.map(({ leaseId }) => leaseId)} />
    </>
  );
}

/** Nothing to act on. */
function isClear({ agreeing: _agreeing, ...lists }: Reconciliation): boolean {
  return Object.values(lists).every(({ length }) => length === 0);
}

type Line = { key: string; cells: readonly string[]; file: string | null };

function Kind(props: {
  title: string;
  advice: string;
  columns: readonly string[];
  lines: readonly Line[];
}): JSX.Element | null {
  const { title, lines, columns } = props;
  if (lines.length === 0) return null;
  const opens = lines.some(({ file }) => file !== null);
  return (
    <section class="card">
      <h2>{`${title} : ${lines.length}`}</h2>
      <p>{props.advice}</p>
      <ScrollBox label={title}>
        <table class="plain small">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              {[...columns, ...(opens ? ['Dossier'] : [])].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shownOfAKind).map(({ key, cells: [head, ...rest], file }) => (
              <tr key={key}>
                <th scope="row">{head}</th>
                {rest.map((cell, index) => (
                  <td key={columns[index + 1]}>{cell}</td>
                ))}
                {opens ? <td>{file === null ? '—' : <a href={file}>Ouvrir</a>}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {lines.length > shownOfAKind ? (
        <p>{`Les ${shownOfAKind} premières lignes sont montrées ; les suivantes viendront quand celles-ci seront réglées.`}</p>
      ) : null}
    </section>
  );
}

/** Folded: files of leases long had no column for the number, and these lines would hide the others. */
function WithoutNumber({ leases }: { leases: readonly string[] }): JSX.Element | null {
  if (leases.length === 0) return null;
  return (
    <section class="card">
      <h2>{`Baux sans numéro unique : ${leases.length}`}</h2>
      <p>
        Aucune comparaison n’est possible : complétez le numéro dans le fichier des baux, sauf pour un bail à
        un organisme.
      </p>
      <details>
        <summary>Voir ces baux</summary>
        <p class="small">{leases.join(', ')}</p>
      </details>
    </section>
  );
}
