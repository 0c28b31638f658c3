/** The sheets of one home as a member reads them, on a phone too; the ballot and the remarks of a deferred sitting. */
import type { JSX } from 'preact';
import type { Member } from '../../../committee/member.ts';
import type { AgendaHomeView, SessionHead } from '../../../committee/session-view.ts';
import { columnName } from '../../../committee/sheet-rows.ts';
import { frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { isBrief, SharedLists } from '../sitting/brief-fields.tsx';
import type { DecisionChoices } from '../sitting/decision-choices.ts';
import { CandidateFieldset, Criteria } from '../sitting/decision-fields.tsx';
import { DecisionsTaken } from '../sitting/decisions-taken.tsx';
import { HomeFactsList, Opinions, PoolAndNext, ProposedOrder } from '../sitting/home-sections.tsx';
import { Refused } from '../sitting/notices.tsx';
import { agendaStateNames, homeName, momentInParis } from '../sitting/session-words.ts';
import { type Identities, SheetsList } from '../sitting/sheets-table.tsx';
import type { FieldProblem, TypedDecision } from '../sitting/typed-decision.ts';
import { VoicesList } from '../sitting/voices-list.tsx';
import { memberCrumbs } from './sittings-page.tsx';

export type Ballot = {
  typed: TypedDecision;
  problems: readonly FieldProblem[];
  choices: DecisionChoices;
};

export type MemberHomePageProps = {
  frame: PageFrame;
  view: SessionHead;
  place: AgendaHomeView;
  member: Member;
  path: string;
  identities: Identities;
  /** The member's ballot in a deferred sitting; null where none may be cast now. */
  ballot: Ballot | null;
  remarkKey: string;
  refusal: string | null;
};

export function MemberHomePage(props: MemberHomePageProps): JSX.Element {
  const { frame, view, place, member } = props;
  const name = homeName(place);
  const isWithdrawn = place.withdrawnMemberIds.includes(member.id);
  return (
    <Layout frame={frame} title={name} crumbs={memberCrumbs(view)}>
      <h1>
        {name} <span class="tag">{agendaStateNames[place.agenda.state]}</span>
      </h1>
      {props.refusal === null ? null : <Refused sentence={props.refusal} />}
      <section class="card">
        <h2>Le logement</h2>
        <HomeFactsList place={place} today={view.session.heldOn} />
      </section>
      {isWithdrawn ? (
        <p class="alert">
          Vous avez déclaré un lien avec un candidat : vous ne prenez part ni à l’examen ni au vote de ce
          logement, et ses dossiers ne vous sont plus montrés.
        </p>
      ) : (
        <Examination {...props} />
      )}
    </Layout>
  );
}

function Examination(props: MemberHomePageProps): JSX.Element {
  const { frame, view, place, ballot } = props;
  return (
    <>
      <PageWords words={['apl', 'effort', 'unit', 'dalo', 'priority', 'firstQuartile', 'quorum']} />
      <section aria-labelledby="candidats">
        <h2 id="candidats">Les candidats</h2>
        {props.identities === null && place.candidates.length > 0 ? (
          <form method="post" action={`${props.path}/identites#candidats`} class="gesture no-print">
            <input type="hidden" name="_csrf" value={frame.csrfToken} />
            <button type="submit">Montrer les identités</button>
            <span class="small quiet">Ce geste est inscrit au journal.</span>
          </form>
        ) : null}
        {ballot === null ? (
          <SheetsList candidates={place.candidates} identities={props.identities} />
        ) : (
          <BallotForm {...props} ballot={ballot} />
        )}
        <Opinions candidates={place.candidates} />
      </section>
      {place.current === null ? null : <DecisionsTaken view={view} place={place} />}
      <Remarks {...props} />
      <section class="card">
        <h2>Qui pouvait être proposé</h2>
        <PoolAndNext place={place} gesture={null} />
      </section>
      <section class="card">
        <h2>Qui vote pour ce logement</h2>
        <VoicesList view={view} place={place} />
        <TieDeclaration {...props} />
      </section>
      <ProposedOrder candidates={place.candidates} />
    </>
  );
}

function BallotForm(props: MemberHomePageProps & { ballot: Ballot }): JSX.Element {
  const { frame, place, ballot, view } = props;
  const { typed, problems } = ballot;
  const { own } = place.ballots;
  return (
    <form
      method="post"
      action={`${props.path}/vote`}
      class="decide"
      id="vote"
      data-draft={`vote.v${place.agenda.version}`}
    >
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <p class={own === null ? 'alert' : 'proof'}>
        {own === null
          ? 'Vous n’avez pas encore voté pour ce logement.'
          : `Votre vote est enregistré (${momentInParis(own.castAt)})${own.content === 'postpone' ? ' : vous demandez le report à une séance' : ''}.`}{' '}
        Un vote reste scellé, et peut être changé, jusqu’à la clôture
        {view.session.openUntil === null ? '' : `, le ${momentInParis(view.session.openUntil)} au plus tard`}.
      </p>
      {problems.length === 0 ? null : (
        <div class="alert alert-bad" role="alert">
          <p>
            <strong>Votre vote n’est pas enregistré.</strong> Ce que vous avez saisi est gardé.
          </p>
          <ul>
            {problems.map(({ column, message }) => (
              <li key={`${column} ${message}`}>
                {column === null ? (
                  message
                ) : (
                  <a href={`#erreur-${column}`}>{`${columnName(column)} : ${message}`}</a>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isBrief(place.candidates) ? <SharedLists choices={ballot.choices} /> : null}
      <SheetsList
        candidates={place.candidates}
        identities={props.identities}
        under={(candidate, index) => {
          const own = typed.candidates[index];
          return own ? (
            <CandidateFieldset
              index={index}
              brief={isBrief(place.candidates)}
              name={columnName(index)}
              household={candidate.sheet.householdInWords}
              typed={own}
              ranks={Math.min(10, place.candidates.length)}
              choices={ballot.choices}
              problems={problems.flatMap(({ column, message }) => (column === index ? [message] : []))}
            />
          ) : null;
        }}
      />
      <Criteria
        name="critere"
        legend="Ce que j’ai regardé pour chacun de ces candidats (L441-1)"
        ticked={typed.criteria}
        choices={ballot.choices}
      />
      <div class="gesture">
        <button type="submit" name="etape" value="voter" class="strong">
          {own === null ? 'Voter' : 'Changer mon vote'}
        </button>
        <button type="submit" name="etape" value="reporter">
          Demander le report à une séance
        </button>
      </div>
    </form>
  );
}

function Remarks(props: MemberHomePageProps): JSX.Element {
  const { view, place, frame } = props;
  const mayWrite = view.session.state === 'convened' || view.session.state === 'open';
  return (
    <section class="card" aria-labelledby="remarques">
      <h2 id="remarques">Remarques des membres</h2>
      {place.remarks.length === 0 ? <p>Aucune remarque pour l’instant.</p> : null}
      <ul class="plain-list">
        {place.remarks.map((remark) => (
          <li key={remark.id}>
            <strong>{remark.authorName}</strong>{' '}
            <span class="small quiet">
              {momentInParis(remark.writtenAt)}, conservée jusqu’au {frenchShortDate(remark.keepUntil)}
            </span>
            <br />
            {remark.text}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <form method="post" action={`${props.path}/remarques#remarques`} data-draft="remarque">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={props.remarkKey} />
          <p class="field">
            <label for="remarque">Ma remarque, visible de tous les membres</label>
            <textarea id="remarque" name="remarque" rows={3} required maxLength={2000} />
          </p>
          <button type="submit">Écrire cette remarque</button>
        </form>
      ) : null}
      <p class="small quiet">
        Séance du {frenchLongDate(view.session.heldOn)} : les remarques sont effacées{' '}
        {view.bylaws.remarksRetentionDays} jours après.
      </p>
    </section>
  );
}

function TieDeclaration({ frame, view, path }: MemberHomePageProps): JSX.Element | null {
  if (view.session.state !== 'convened' && view.session.state !== 'open') return null;
  return (
    <details class="ask">
      <summary>J’ai un lien avec un candidat de ce logement</summary>
      <p class="small">
        Vous ne prendrez plus part à l’examen ni au vote de ce logement ; le procès-verbal le dira, sans dire
        quel lien.
      </p>
      <form method="post" action={`${path}/lien`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <button type="submit">Me retirer pour ce logement</button>
      </form>
    </details>
  );
}
