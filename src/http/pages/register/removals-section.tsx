/** Removals after a warning: what to send, to prove, to wait for, and what may be done today. */
import type { JSX } from 'preact';
import { v7 } from 'uuid';
import {
  deliveryMeans,
  unansweredSubjects,
  type WarningState,
} from '../../../committee/register/removal-warning.ts';
import {
  groundNames,
  meansNames,
  subjectNames,
  warningInWords,
} from '../../../committee/register/removal-words.ts';
import type { WarningLine } from '../../../committee/removal-port.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { NamedFile } from './register-reach.ts';

export type ShownWarning = { line: WarningLine; state: WarningState; file: NamedFile };

export type RemovalsProps = { removals: readonly ShownWarning[]; today: CivilDate; csrfToken: string };

/** What an officer still has to do something about. */
export function openRemovals(removals: readonly ShownWarning[]): ShownWarning[] {
  return removals.filter(({ state }) => state.kind !== 'stopped' && state.kind !== 'over');
}

export function RemovalsSection(props: RemovalsProps): JSX.Element {
  const open = openRemovals(props.removals);
  const ended = props.removals.filter((shown) => !open.includes(shown));
  return (
    <section class="card" aria-labelledby="radier">
      <h2 id="radier">Radiations après avertissement</h2>
      <p class="prose small">
        Une demande irrecevable, ou un ménage qui ne répond pas à un courrier : la demande n’est radiée qu’un
        mois après un avertissement dont la remise est prouvée (R441-2-8 c et d). Refuser une proposition de
        logement ne radie jamais une demande.
      </p>
      {open.length === 0 ? (
        <p>
          Aucune radiation en cours. Les courriers d’irrecevabilité et les avertissements apparaissent ici dès
          qu’ils sont écrits.
        </p>
      ) : (
        <ScrollBox label="Radiations en cours">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Ménage</th>
                <th scope="col">Motif</th>
                <th scope="col">Où cela en est</th>
                <th scope="col">À faire</th>
              </tr>
            </thead>
            <tbody>
              {open.map((shown) => (
                <OpenRow key={shown.line.letterId} shown={shown} {...props} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {ended.length === 0 ? null : <Ended ended={ended} />}
      <WarnForm {...props} />
    </section>
  );
}

function OpenRow({ shown, ...props }: RemovalsProps & { shown: ShownWarning }): JSX.Element {
  const { line, state, file } = shown;
  const { delivered } = line;
  return (
    <tr>
      <th scope="row">
        <a href={file.path}>{file.name ?? 'Dossier du ménage'}</a>
        <br />
        <span class="small quiet">{file.number}</span>
      </th>
      <td>
        {groundNames[line.ground]}
        <br />
        <a class="small" href={`/agent/courriers/${line.letterId}`}>
          {`courrier du ${frenchShortDate(line.writtenOn)}`}
        </a>
      </td>
      <td>
        {warningInWords(state)}
        {delivered === null ? null : (
          <>
            <br />
            <span class="small quiet">
              {`Remis le ${frenchShortDate(delivered.on)} · ${meansNames[delivered.means]}${delivered.reference === null ? '' : ` n° ${delivered.reference}`}`}
            </span>
          </>
        )}
      </td>
      <td>
        {state.kind === 'toSend' ? (
          <a href={`/agent/courriers/${line.letterId}`}>Envoyer le courrier</a>
        ) : null}
        {state.kind === 'toProve' ? <ProofForm line={line} {...props} /> : null}
        {state.kind === 'due' ? <RemoveForm line={line} {...props} /> : null}
        <StopForm line={line} {...props} />
      </td>
    </tr>
  );
}

type FormProps = RemovalsProps & { line: WarningLine };

function Hidden({ csrfToken, line }: FormProps): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={csrfToken} />
      <input type="hidden" name="courrier" value={line.letterId} />
    </>
  );
}

function ProofForm(props: FormProps): JSX.Element {
  const id = (name: string) => `${name}-${props.line.letterId}`;
  return (
    <details>
      <summary>Noter la remise…</summary>
      <form method="post" action="/agent/sne/radiations/remise">
        <Hidden {...props} />
        <div class="field">
          <label for={id('remis')}>Reçu le, ou présenté pour la première fois le</label>
          <input
            id={id('remis')}
            type="date"
            name="le"
            required
            min={props.line.sentOn ?? undefined}
            max={props.today}
          />
        </div>
        <div class="field">
          <label for={id('moyen')}>Preuve de la remise</label>
          <select id={id('moyen')} name="moyen" required>
            <option value="">choisir</option>
            {deliveryMeans.map((means) => (
              <option key={means} value={means}>
                {meansNames[means]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={id('reference')}>Numéro du recommandé ou de l’acte</label>
          <input id={id('reference')} name="reference" maxLength={60} autocomplete="off" spellcheck={false} />
        </div>
        <button type="submit">Noter la remise</button>
      </form>
    </details>
  );
}

function RemoveForm(props: FormProps): JSX.Element {
  return (
    <form method="post" action="/agent/sne/radiations/radier">
      <Hidden {...props} />
      <button type="submit" class="strong">
        Radier la demande
      </button>
      <p class="small quiet">Il n’y a pas de retour : le SNE l’apprend par le prochain fichier.</p>
    </form>
  );
}

function StopForm(props: FormProps): JSX.Element {
  const id = `reponse-${props.line.letterId}`;
  return (
    <details>
      <summary>Le ménage a répondu…</summary>
      <form method="post" action="/agent/sne/radiations/arret">
        <Hidden {...props} />
        <label for={id}>Qu’a-t-il répondu, ou apporté ?</label>
        <input id={id} name="raison" required minLength={5} maxLength={300} autocomplete="off" />
        <button type="submit">Arrêter la radiation</button>
      </form>
    </details>
  );
}

function Ended({ ended }: { ended: readonly ShownWarning[] }): JSX.Element {
  return (
    <details>
      <summary>{`Terminées ou arrêtées (${ended.length})`}</summary>
      <ul class="facts">
        {ended.map(({ line, state, file }) => (
          <li key={line.letterId}>
            <a href={file.path}>{file.name ?? 'Dossier du ménage'}</a>
            {line.removed === null
              ? ` : ${warningInWords(state)}${line.stopped === null ? '' : ` ${line.stopped.by}, le ${frenchShortDate(line.stopped.on)} : « ${line.stopped.why} »`}`
              : ` : demande radiée le ${frenchShortDate(line.removed.on)} par ${line.removed.by}. ${groundNames[line.ground]}.`}
          </li>
        ))}
      </ul>
    </details>
  );
}

function WarnForm({ csrfToken, today }: RemovalsProps): JSX.Element {
  return (
    <details>
      <summary>Avertir un ménage qui ne répond pas à un courrier</summary>
      <form method="post" action="/agent/sne/radiations/avertir" class="narrow">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <input type="hidden" name="_key" value={v7()} />
        <div class="field">
          <label for="avertir-numero">Numéro unique</label>
          <input id="avertir-numero" name="numero" required maxLength={24} autocomplete="off" />
        </div>
        <div class="field">
          <label for="avertir-jour">Courrier resté sans réponse, envoyé le</label>
          <input id="avertir-jour" type="date" name="le" required max={today} />
        </div>
        <div class="field">
          <label for="avertir-objet">Il demandait</label>
          <select id="avertir-objet" name="objet" required>
            <option value="">choisir</option>
            {unansweredSubjects.map((subject) =>
              subject === 'offer' ? null : (
                <option key={subject} value={subject}>
                  {subjectNames[subject]}
                </option>
              ),
            )}
          </select>
        </div>
        <button type="submit" class="strong">
          Écrire l’avertissement
        </button>
        <p class="small quiet">
          Le courrier est prêt à imprimer, pour la dernière adresse connue. Une proposition de logement sans
          réponse n’est pas un motif : elle vaut refus, et un refus ne radie pas.
        </p>
      </form>
    </details>
  );
}
