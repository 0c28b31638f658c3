/** The log of a connection: each message, what its attempts met, and the way to send it again. */
import type { JSX } from 'preact';
import type { Attempt } from '../../../access/webhooks/delivery.ts';
import type {
  DeliveryLine,
  DeliveryState,
  Endpoint,
  EndpointLog,
  LogFilter,
} from '../../../access/webhooks/webhook-port.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';
import { PageLinks } from '../page-links.tsx';
import { momentInParis, outcomeNames, stateNames, typeNames } from './webhook-words.ts';

export type DeliveryLogProps = {
  frame: PageFrame;
  endpoint: Endpoint;
  log: EndpointLog;
  filter: LogFilter;
};

const states: readonly DeliveryState[] = ['waiting', 'delivered', 'failed', 'stopped'];
const tones: Readonly<Record<DeliveryState, string>> = {
  waiting: 'tag',
  delivered: 'tag tag-good',
  failed: 'tag tag-bad',
  stopped: 'tag tag-warn',
};

export function DeliveryLog(props: DeliveryLogProps): JSX.Element {
  const { endpoint, log, filter } = props;
  const base = `/admin/liaisons/${endpoint.id}`;
  const hrefOf = (state: DeliveryState | null, page: number) => {
    const query = new URLSearchParams({
      ...(state === null ? {} : { etat: state }),
      ...(page === 1 ? {} : { page: String(page) }),
    }).toString();
    return query === '' ? `${base}#journal` : `${base}?${query}#journal`;
  };
  const all = states.reduce((sum, state) => sum + log.counts[state], 0);
  return (
    <section class="card" id="journal">
      <h2>Journal des envois</h2>
      {all === 0 ? (
        <p>Rien n’a encore été envoyé. Un message d’essai montre si le système répond.</p>
      ) : (
        <>
          <nav aria-label="États des envois">
            <ul class="tags">
              <StateLink
                href={hrefOf(null, 1)}
                current={filter.state === null}
                label={`Tous : ${String(all)}`}
              />
              {states.map((state) => (
                <StateLink
                  key={state}
                  href={hrefOf(state, 1)}
                  current={filter.state === state}
                  label={`${stateNames[state]} : ${String(log.counts[state])}`}
                />
              ))}
            </ul>
          </nav>
          {log.lines.length === 0 ? <p>Aucun envoi dans cet état.</p> : <LogTable {...props} />}
          <PageLinks page={log.page} pages={log.pages} href={(page) => hrefOf(filter.state, page)} />
        </>
      )}
    </section>
  );
}

function StateLink(props: { href: string; current: boolean; label: string }): JSX.Element {
  return (
    <li>
      <a class="tag" href={props.href} aria-current={props.current ? 'true' : undefined}>
        {props.current ? <strong>{props.label}</strong> : props.label}
      </a>
    </li>
  );
}

function LogTable(props: DeliveryLogProps): JSX.Element {
  return (
    <ScrollBox label="Journal des envois">
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Événement</th>
            <th scope="col">État</th>
            <th scope="col">Tentatives</th>
            <th scope="col">Geste</th>
          </tr>
        </thead>
        <tbody>
          {props.log.lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {typeNames[line.type]}
                <br />
                <span class="quiet">
                  {momentInParis(line.at)} · <span class="figure">{line.eventId}</span>
                </span>
              </th>
              <td>
                <LineState line={line} />
              </td>
              <td>
                <Attempts attempts={line.attempts} />
              </td>
              <td>
                {props.endpoint.state === 'active' && line.attempts.length > 0 && (
                  <ReplayForm page={props} line={line} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function LineState({ line: { state, dueAt, attempts } }: { line: DeliveryLine }): JSX.Element {
  return (
    <>
      <span class={tones[state]}>{stateNames[state]}</span>
      {state === 'waiting' && dueAt !== null && attempts.length > 0 && (
        <p class="quiet">{`prochaine tentative le ${momentInParis(dueAt)}`}</p>
      )}
      {state === 'stopped' && <p class="quiet">le dossier n’est plus communiqué</p>}
    </>
  );
}

function Attempts({ attempts }: { attempts: readonly Attempt[] }): JSX.Element {
  const [last] = attempts;
  if (!last) return <>aucune</>;
  return (
    <details>
      <summary>{`${frenchCount(attempts.length, 'tentative')} : ${outcomeNames[last.outcome]}`}</summary>
      <ol>
        {attempts.map((attempt) => (
          <li key={attempt.at.toISOString()}>
            {`${momentInParis(attempt.at)}, ${outcomeNames[attempt.outcome]}`}
            {attempt.status === null ? '' : `, réponse HTTP ${String(attempt.status)}`}
            {`, ${String(attempt.durationMs)} ms`}
            {attempt.excerpt === null ? null : <span class="quiet">{` « ${attempt.excerpt} »`}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function ReplayForm({ page, line }: { page: DeliveryLogProps; line: DeliveryLine }): JSX.Element {
  return (
    <form method="post" action={`/admin/liaisons/${page.endpoint.id}/envois/${line.id}`}>
      <input type="hidden" name="_csrf" value={page.frame.csrfToken} />
      <input type="hidden" name="version" value={String(line.version)} />
      <button type="submit" aria-label={`Renvoyer « ${typeNames[line.type]} » du ${momentInParis(line.at)}`}>
        Renvoyer
      </button>
    </form>
  );
}
