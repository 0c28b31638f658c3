/** An extract of the register beside our files: each difference explained, a choice for each, none made in advance. */
import type { JSX } from 'preact';
import type { Difference, DifferenceAdvice } from '../../../committee/register/reconcile.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import type { ReadExtract } from './extract-reading.ts';
import { ExtractForm } from './register-forms.tsx';
import type { NamedFile } from './register-reach.ts';

export type ExtractPageProps = {
  frame: PageFrame;
  read: ReadExtract;
  /** Files that differ, with their place in the sealed extract. */
  differing: readonly {
    index: number;
    file: NamedFile;
    isProtected: boolean;
    differences: readonly Difference[];
  }[];
  same: number;
  /** Numbers of the extract that we do not hold. */
  unknown: readonly string[];
  /** Files that we hold live and that the extract tells ended. */
  ended: readonly NamedFile[];
  confirmed: number;
  sealed: string;
};

const crumbs = [
  { href: '/agent', label: 'Ma journée' },
  { href: '/agent/sne', label: 'SNE' },
];

const shownRejected = 50;

const adviceNames: Readonly<Record<DifferenceAdvice, string>> = {
  takeTheirs: 'Reprendre la valeur du SNE',
  correctThere: 'Corriger le SNE',
  askHousehold: 'Demander au ménage',
};

export function ExtractPage(props: ExtractPageProps): JSX.Element {
  const { read } = props;
  return (
    <Layout frame={props.frame} title="Extrait du SNE" crumbs={crumbs}>
      <h1>Rapprocher un extrait du SNE</h1>
      {read.ok ? (
        <Compared {...props} read={read} />
      ) : (
        <p class="alert alert-bad" role="alert">
          {read.message} {read.hint}
        </p>
      )}
      <ExtractForm csrfToken={props.frame.csrfToken} />
    </Layout>
  );
}

function Compared(props: ExtractPageProps & { read: Extract<ReadExtract, { ok: true }> }): JSX.Element {
  const { read, differing, same, unknown, ended, confirmed } = props;
  return (
    <>
      <p class="lead">
        {frenchCount(read.live.length, 'demande')} dans l’extrait : {same} sans écart, {differing.length} avec
        un écart, {frenchCount(unknown.length, 'inconnue')} chez nous.
        {confirmed === 0
          ? ''
          : ` ${frenchCount(confirmed, 'saisie confirmée', 'saisies confirmées')} par cet extrait.`}
      </p>
      {read.warnings.map((warning) => (
        <p key={warning} class="alert">
          {warning}
        </p>
      ))}
      {read.rejected.length === 0 ? null : <Rejected rejected={read.rejected} />}
      {ended.length === 0 ? null : (
        <section class="card">
          <h2>Radiées au SNE, encore actives chez nous</h2>
          <ul>
            {ended.map((file) => (
              <li key={file.path}>
                <a href={file.path}>{file.name ?? 'Dossier du ménage'}</a>, {file.number} : vérifiez le motif,
                puis importez la différence quotidienne du SNE.
              </li>
            ))}
          </ul>
        </section>
      )}
      {unknown.length === 0 ? null : (
        <section class="card">
          <h2>Inconnues chez nous</h2>
          <p>
            Ces demandes ne sont pas dans nos données : {unknown.slice(0, 50).join(', ')}
            {unknown.length > 50 ? '…' : ''}. Importez l’extrait pour les reprendre.
          </p>
        </section>
      )}
      {differing.length === 0 ? (
        same === 0 ? null : (
          <p class="proof">Nos dossiers et l’extrait disent la même chose.</p>
        )
      ) : (
        <Choices {...props} />
      )}
    </>
  );
}

function Choices(props: ExtractPageProps): JSX.Element {
  return (
    <form method="post" action="/agent/sne/extrait/choix">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="extrait" value={props.sealed} />
      {props.differing.map((row) => (
        <section key={row.file.path} class="card">
          <h2>
            <a href={row.file.path}>{row.file.name ?? 'Dossier du ménage'}</a>{' '}
            <span class="small quiet">{row.file.number}</span>
          </h2>
          {row.isProtected ? (
            <p class="alert">
              Ce dossier est protégé : rien n’y est repris d’un extrait. La personne qui en a la charge le met
              à jour.
            </p>
          ) : (
            <Differences {...row} />
          )}
        </section>
      ))}
      <button type="submit" class="strong">
        Appliquer mes choix
      </button>
      <p class="small quiet">Un champ sans choix reste comme il est, des deux côtés.</p>
    </form>
  );
}

function Differences(row: ExtractPageProps['differing'][number]): JSX.Element {
  return (
    <ScrollBox label={`Écarts du dossier ${row.index + 1}`}>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Donnée</th>
            <th scope="col">Chez nous</th>
            <th scope="col">Au SNE</th>
            <th scope="col">Conseil</th>
            <th scope="col">Votre choix</th>
          </tr>
        </thead>
        <tbody>
          {row.differences.map((difference) => (
            <tr key={difference.field}>
              <th scope="row">{difference.label}</th>
              <td>{difference.newer === 'ours' ? <strong>{difference.ours}</strong> : difference.ours}</td>
              <td>
                {difference.newer === 'theirs' ? <strong>{difference.theirs}</strong> : difference.theirs}
              </td>
              <td>
                {adviceNames[difference.advice]}
                <br />
                <span class="small quiet">{difference.because}</span>
              </td>
              <td>
                <fieldset class="choice">
                  <legend class="visually-hidden">{difference.label}</legend>
                  <Choice
                    row={row.index}
                    field={difference.field}
                    value="reprendre"
                    label="Reprendre le SNE"
                  />
                  <Choice
                    row={row.index}
                    field={difference.field}
                    value="corriger"
                    label="À corriger au SNE"
                  />
                </fieldset>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Choice(props: { row: number; field: string; value: string; label: string }): JSX.Element {
  return (
    <label class="tick small">
      <input type="radio" name={`choix.${props.row}.${props.field}`} value={props.value} /> {props.label}
    </label>
  );
}

function Rejected({ rejected }: { rejected: Extract<ReadExtract, { ok: true }>['rejected'] }): JSX.Element {
  return (
    <details class="alert" open>
      <summary>
        {frenchCount(rejected.length, 'demande illisible', 'demandes illisibles')} dans l’extrait : à corriger
        puis à renvoyer
      </summary>
      <ul>
        {rejected.slice(0, shownRejected).map(({ row, problems }) => (
          <li key={row}>
            N° {row} dans l’extrait :{' '}
            {problems
              .map(({ field, reason, value, expected }) =>
                value === ''
                  ? `${field}, ${reason} (attendu : ${expected})`
                  : `${field} « ${value} », ${reason} (attendu : ${expected})`,
              )
              .join(' ; ')}
          </li>
        ))}
      </ul>
      {rejected.length <= shownRejected ? null : (
        <p>
          Et {frenchCount(rejected.length - shownRejected, 'autre')} : corrigez d’abord celles-ci, souvent la
          cause est la même.
        </p>
      )}
    </details>
  );
}
