/** Meetings of the internal body: those planned and held, and the form that plans one from the requests that wait. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import type { Meeting } from '../../../portal/transfers/meeting.ts';
import type { RequestLine } from '../../../portal/transfers/transfer-port.ts';
import { groundInSentence } from '../../../portal/transfers/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { townInWords } from './transfer-words.ts';

export type MeetingsPageProps = {
  frame: PageFrame;
  today: CivilDate;
  meetings: readonly Meeting[];
  waiting: readonly RequestLine[];
  mayWrite: boolean;
  /** Typed in a form that was refused. */
  typed: { heldOn: string; members: string };
  refusal: string | null;
};

export function MeetingsPage(props: MeetingsPageProps): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Instances internes"
      crumbs={[{ href: '/agent/mutations', label: 'Mutations' }]}
    >
      <h1>Instances internes des mutations</h1>
      <p class="prose">
        L’instance lit les demandes dans l’ordre publié et donne un avis. Elle ne décide pas : un agent répond
        au ménage, la CALEOL décide de chaque attribution.
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      <Held meetings={props.meetings} />
      {props.mayWrite && <PlanForm {...props} />}
      <PageWords words={['transfer', 'caleol']} />
    </Layout>
  );
}

function Held({ meetings }: { meetings: readonly Meeting[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="prevues">
      <h2 id="prevues">Prévues et tenues</h2>
      {meetings.length === 0 ? (
        <p>
          Aucune instance. Choisissez un jour, les membres et des demandes : l’ordre du jour se fait seul.
        </p>
      ) : (
        <ul class="checks">
          {meetings.map(({ id, heldOn, state, items }) => (
            <li key={id}>
              <a href={`/agent/mutations/instances/${id}`}>Instance du {frenchShortDate(heldOn)}</a>,{' '}
              {frenchCount(items.length, 'demande')}
              <span class="tag">{state === 'closed' ? 'close' : 'prévue'}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function PlanForm({ frame, today, waiting, typed }: MeetingsPageProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="nouvelle">
      <h2 id="nouvelle">Prévoir une instance</h2>
      {waiting.length === 0 ? (
        <p>Aucune demande n’attend d’avis. Celles qui arrivent apparaîtront ici.</p>
      ) : (
        <form method="post" action="/agent/mutations/instances">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <div class="narrow">
            <div class="field">
              <label for="jour">Jour</label>
              <input id="jour" name="jour" type="date" min={today} value={typed.heldOn} required />
            </div>
            <div class="field">
              <label for="membres">Membres, un par ligne, deux au moins</label>
              <textarea id="membres" name="membres" rows={4} maxLength={1000} required>
                {typed.members}
              </textarea>
            </div>
          </div>
          <fieldset class="choice">
            <legend>Demandes à examiner, dans l’ordre de priorité</legend>
            {waiting.map((line) => (
              <label class="tick" key={line.id}>
                <input type="checkbox" name="demande" value={line.id} />{' '}
                {line.householdName ?? 'Ménage sans nom connu'}, priorité {line.tier} (
                {groundInSentence(line.ground)})
                {line.home === null ? '' : `, ${line.home.typology} à ${townInWords(line.home)}`}, reçue le{' '}
                {frenchShortDate(line.receivedOn)}
                {line.fastLane ? ', voie rapide' : ''}
              </label>
            ))}
          </fieldset>
          <button type="submit" class="strong">
            Prévoir l’instance
          </button>
        </form>
      )}
    </section>
  );
}
