/** Events that the register must be told, each ready to copy, to tick, or to take into a file. */
import type { JSX } from 'preact';
import { v7 } from 'uuid';
import { eventFields } from '../../../committee/register/event-words.ts';
import { registerEventNames } from '../../../committee/register/events.ts';
import type { StoredEvent } from '../../../committee/register-port.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';
import type { NamedFile } from './register-reach.ts';

/** What is neither exported nor entered, newest first. */
export function Pending(props: {
  frame: PageFrame;
  pending: { events: readonly (StoredEvent & { file: NamedFile })[]; count: number };
  unconfirmed: number;
  mayExport: boolean;
}): JSX.Element {
  const { pending, mayExport, frame, unconfirmed } = props;
  const { events, count } = pending;
  return (
    <section class="card" aria-labelledby="saisir">
      <h2 id="saisir">À saisir : {frenchCount(count, 'événement')}</h2>
      {count === 0 ? (
        <p>
          Rien à saisir. Désignations, ordres du jour, décisions, propositions, baux et radiations
          apparaissent ici dès qu’ils ont lieu.
        </p>
      ) : null}
      {count > 0 && mayExport ? (
        <form method="post" action="/agent/sne/export" class="gesture">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={v7()} />
          <button type="submit" class="strong">
            Préparer le fichier de {count < 2 ? 'cet événement' : `ces ${count} événements`}
          </button>
          <span class="small quiet">
            Ils sont alors notés comme transmis ; le fichier peut être téléchargé de nouveau.
          </span>
        </form>
      ) : null}
      {unconfirmed === 0 ? null : (
        <p class="small quiet">
          {frenchCount(unconfirmed, 'événement transmis', 'événements transmis')} qu’aucun extrait du SNE n’a
          encore {unconfirmed < 2 ? 'montré' : 'montrés'}.
        </p>
      )}
      {events.length === 0 ? null : (
        <form method="post" action="/agent/sne/saisis">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <ScrollBox label="Événements à saisir">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Saisi</th>
                  <th scope="col">Ménage</th>
                  <th scope="col">À copier dans le SNE</th>
                  <th scope="col">
                    <span class="visually-hidden">Copier</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {events.map((event) => (
                  <PendingEvent key={event.id} event={event} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
          {count > events.length ? (
            <p>Les {events.length} plus récents sont montrés ; le fichier les contient tous.</p>
          ) : null}
          <button type="submit">Les événements cochés sont saisis au SNE</button>
        </form>
      )}
    </section>
  );
}

function PendingEvent({ event }: { event: StoredEvent & { file: NamedFile } }): JSX.Element {
  const id = `evenement-${event.id}`;
  return (
    <tr>
      <td>
        <label class="tick">
          <input type="checkbox" name="evenement" value={event.id} />
          <span class="visually-hidden">
            {registerEventNames[event.kind]}, {event.file.name ?? event.number} : saisi au SNE
          </span>
        </label>
      </td>
      <th scope="row">
        <a href={event.file.path}>{event.file.name ?? 'Dossier du ménage'}</a>
      </th>
      <Copyable id={id} fields={[{ label: 'Numéro unique', value: event.number }, ...eventFields(event)]} />
    </tr>
  );
}

/** Two cells: the lines to copy as they are, selectable, and a button where the browser can copy. */
export function Copyable(props: {
  id: string;
  fields: readonly { label: string; value: string }[];
}): JSX.Element {
  return (
    <>
      <td id={props.id} class="small">
        {props.fields.map(({ label, value }, index) => (
          <span key={label}>
            {index === 0 ? '' : ' · '}
            {label} : <strong>{value}</strong>
          </span>
        ))}
      </td>
      <td>
        <button type="button" data-copy={props.id} hidden>
          Copier
        </button>
      </td>
    </>
  );
}
