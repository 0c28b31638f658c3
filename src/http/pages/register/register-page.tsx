/** What the national register must be told or asked: to enter, to refresh before an agenda, to correct, files made. */
import type { JSX } from 'preact';
import type { ToRefresh } from '../../../committee/register/freshness.ts';
import type { RegisterExport, RegisterTask, StoredEvent } from '../../../committee/register-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { assetUrl } from '../../assets.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Exports, ExtractForm, NumbersForm } from './register-forms.tsx';
import { Copyable, Pending } from './register-pending.tsx';
import type { NamedFile } from './register-reach.ts';
import { openRemovals, RemovalsSection, type ShownWarning } from './removals-section.tsx';

export type RegisterPageProps = {
  frame: PageFrame;
  pending: { events: readonly (StoredEvent & { file: NamedFile })[]; count: number };
  unconfirmed: number;
  tasks: readonly (RegisterTask & { file: NamedFile })[];
  /** Files of the agendas to come that are not fresh. */
  stale: readonly { sessionId: string; heldOn: CivilDate; file: NamedFile; points: readonly ToRefresh[] }[];
  /** How many files the agendas to come hold. */
  coming: number;
  exports: readonly RegisterExport[];
  /** Warnings of a removal, with where each stands today. */
  removals: readonly ShownWarning[];
  today: CivilDate;
  /** False for an account held to some communes: a file of the whole landlord is not its to make. */
  mayExport: boolean;
  message: { text: string; good: boolean } | null;
};

export function RegisterPage(props: RegisterPageProps): JSX.Element {
  return (
    <Layout frame={props.frame} title="SNE" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>SNE : ce qu’il faut y saisir, y rafraîchir, y vérifier</h1>
      <p class="prose">
        Le SNE (système national d’enregistrement) garde toutes les demandes de logement social. Chaque
        événement d’une demande doit y être noté (R441-2-15).
      </p>
      <PageWords words={['caleol', 'dalo', 'priority', 'firstQuartile', 'transfer', 'holder', 'qpv']} />
      {props.message === null ? null : (
        <p class={props.message.good ? 'proof' : 'alert alert-bad'} role="status">
          {props.message.text}
        </p>
      )}
      <nav aria-label="Dans cette page">
        <ul class="facts">
          <li>
            <a href="#saisir">À saisir ({props.pending.count})</a>
          </li>
          <li>
            <a href="#rafraichir">À rafraîchir avant les séances ({props.stale.length})</a>
          </li>
          <li>
            <a href="#corriger">À corriger au SNE ({props.tasks.length})</a>
          </li>
          <li>
            <a href="#radier">Radiations en cours ({openRemovals(props.removals).length})</a>
          </li>
          <li>
            <a href="#rapprocher">Rapprocher un extrait</a>
          </li>
          <li>
            <a href="#numeros">Coller des numéros</a>
          </li>
        </ul>
      </nav>
      <Pending {...props} />
      <Stale {...props} />
      <Corrections {...props} />
      <RemovalsSection removals={props.removals} today={props.today} csrfToken={props.frame.csrfToken} />
      <ExtractForm csrfToken={props.frame.csrfToken} />
      <NumbersForm csrfToken={props.frame.csrfToken} text="" />
      <Exports {...props} />
      <script src={assetUrl('copy.js')} defer />
    </Layout>
  );
}

function Stale({ stale, coming }: RegisterPageProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="rafraichir">
      <h2 id="rafraichir">À rafraîchir avant les prochaines séances</h2>
      {coming === 0 ? (
        <p>Aucun ordre du jour à venir. Les dossiers des prochaines séances seront vérifiés ici.</p>
      ) : stale.length === 0 ? (
        <p>
          Les {coming} dossiers des prochaines séances sont à jour : renouvelés, avec leurs ressources
          prouvées.
        </p>
      ) : (
        <ScrollBox label="Dossiers à rafraîchir">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Séance</th>
                <th scope="col">Ménage</th>
                <th scope="col">À rafraîchir</th>
              </tr>
            </thead>
            <tbody>
              {stale.map((row) => (
                <tr key={`${row.sessionId}-${row.file.path}`}>
                  <td>
                    <a href={`/agent/seances/${row.sessionId}`}>{frenchShortDate(row.heldOn)}</a>
                  </td>
                  <th scope="row">
                    <a href={row.file.path}>{row.file.name ?? 'Dossier du ménage'}</a>
                    <br />
                    <span class="small quiet">{row.file.number}</span>
                  </th>
                  <td>
                    <ul class="tags">
                      {row.points.map((point) => (
                        <li key={point.label} class={point.blocking ? 'tag tag-bad' : 'tag tag-warn'}>
                          {point.label} : {point.value}
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function Corrections({ tasks, frame }: RegisterPageProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="corriger">
      <h2 id="corriger">À corriger au SNE</h2>
      {tasks.length === 0 ? (
        <p>
          Rien à corriger. Quand un extrait du SNE diffère de nos données et que les nôtres sont justes, la
          correction à y faire apparaît ici.
        </p>
      ) : (
        <form method="post" action="/agent/sne/corriges">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <ScrollBox label="Corrections à faire au SNE">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Fait</th>
                  <th scope="col">Ménage</th>
                  <th scope="col">À copier dans le SNE</th>
                  <th scope="col">
                    <span class="visually-hidden">Copier</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {tasks.map((task) => (
                  <tr key={task.id}>
                    <td>
                      {task.doneOn === null ? (
                        <label class="tick">
                          <input type="checkbox" name="tache" value={task.id} />
                          <span class="visually-hidden">
                            {task.field}, {task.file.name ?? task.number} : corrigé au SNE
                          </span>
                        </label>
                      ) : (
                        `le ${frenchShortDate(task.doneOn)}, à confirmer par le prochain extrait`
                      )}
                    </td>
                    <th scope="row">
                      <a href={task.file.path}>{task.file.name ?? 'Dossier du ménage'}</a>
                    </th>
                    <Copyable
                      id={`tache-${task.id}`}
                      fields={[
                        { label: 'Numéro unique', value: task.number },
                        { label: task.field, value: task.value },
                      ]}
                    />
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
          <button type="submit">Les corrections cochées sont faites au SNE</button>
        </form>
      )}
    </section>
  );
}
