/** One case: what is asked, the decisions taken on the file, the answer. */
import type { JSX } from 'preact';
import type { ToldAct } from '../../../access/journal-port.ts';
import { caseNames } from '../../../committee/cases/case.ts';
import type { CaseLine } from '../../../committee/cases/case-port.ts';
import { decisionNames } from '../../../committee/decision.ts';
import { ordinal } from '../../../committee/letters/letter-words.ts';
import { paragraphsOf } from '../../../committee/letters/placeholders.ts';
import { reasonOf } from '../../../committee/reasons.ts';
import type { DecidedHome } from '../../../committee/session-view.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Story } from '../story.tsx';
import { DueDay } from './cases-page.tsx';

export type CasePageProps = {
  frame: PageFrame;
  one: CaseLine;
  today: CivilDate;
  /** Decisions of closed sittings on this household, newest first. */
  decisions: readonly DecidedHome[];
  story: readonly ToldAct[];
  fileHref: string;
  /** The account of the person who looks. */
  accountId: string;
  typed: { answer: string; upheld: boolean | null };
  refusal: string | null;
};

export function CasePage(props: CasePageProps): JSX.Element {
  const { frame, one, today } = props;
  const name = one.householdName ?? 'Sans nom au dossier';
  return (
    <Layout
      frame={frame}
      title={`${caseNames[one.kind]} — ${name}`}
      crumbs={[{ href: '/agent/recours', label: 'Recours' }]}
    >
      <h1>{caseNames[one.kind]}</h1>
      {props.refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      <section class="card">
        <ul class="facts">
          <li>
            <a href={props.fileHref}>{name}</a>
          </li>
          <li>Reçue le {frenchShortDate(one.receivedOn)}</li>
          <li>
            Réponse <DueDay one={one} today={today} />
          </li>
          <li>Responsable : {one.ownerName ?? 'personne'}</li>
        </ul>
        {one.request === null ? (
          <p class="quiet">Demande faite de vive voix.</p>
        ) : (
          <blockquote class="prose">
            {paragraphsOf(one.request).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </blockquote>
        )}
        <TakeForm {...props} />
      </section>
      <Decisions {...props} />
      {one.state === 'open' ? <AnswerForm {...props} /> : <Answer one={one} />}
      <section class="card">
        <h2>Histoire</h2>
        <Story acts={props.story} />
      </section>
    </Layout>
  );
}

function TakeForm({ frame, one, accountId }: CasePageProps): JSX.Element | null {
  if (one.state !== 'open' || one.ownerAccountId === accountId) return null;
  return (
    <form method="post" action={`/agent/recours/${one.id}/prendre`}>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={one.version} />
      <button type="submit">Devenir responsable de cette demande</button>
    </form>
  );
}

function Decisions({ decisions, one }: CasePageProps): JSX.Element {
  return (
    <section class="card">
      <h2>Décisions sur ce dossier</h2>
      {decisions.length === 0 ? (
        <p>Aucune séance close n’a décidé de cette demande.</p>
      ) : (
        <ul class="checks">
          {decisions.map((home) => (
            <li key={`${home.session.id} ${home.vacancyId}`}>
              <DecisionLine home={home} one={one} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function DecisionLine({ home, one }: { home: DecidedHome; one: CaseLine }): JSX.Element | null {
  const decided = home.decision.candidates.find(({ number }) => number === one.number);
  if (!decided) return null;
  return (
    <>
      <p>
        <strong>{decisionNames[decided.kind]}</strong>
        {decided.rank === null ? '' : `, ${ordinal(decided.rank)} rang`}, séance du{' '}
        {frenchShortDate(home.session.heldOn)}, {home.commissionName}
        {one.about === `decision:${home.decision.id}` ? <span class="tag">contestée</span> : null}
      </p>
      {decided.reasons.length === 0 ? null : (
        <ul>
          {decided.reasons.map((code) => (
            <li key={code}>{reasonOf(code)?.minutes ?? code}</li>
          ))}
        </ul>
      )}
      {decided.note === null ? null : <p>{decided.note}</p>}
      {home.decision.why === null ? null : <p class="quiet">Corrigée : {home.decision.why}</p>}
    </>
  );
}

function AnswerForm({ frame, one, typed }: CasePageProps): JSX.Element {
  return (
    <section class="card">
      <h2>Répondre</h2>
      <p class="prose">
        Reprenez le dossier vous-même : le calcul ne répond pas à votre place. Votre réponse part au ménage
        dans un courrier, avec le recours qui lui reste.
      </p>
      <form method="post" action={`/agent/recours/${one.id}/reponse`} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={one.version} />
        <fieldset class="choice">
          <legend>Suite donnée</legend>
          <label class="tick">
            <input type="radio" name="suite" value="acceptee" checked={typed.upheld === true} required /> La
            demande est acceptée
          </label>
          <label class="tick">
            <input type="radio" name="suite" value="rejetee" checked={typed.upheld === false} required /> La
            demande est rejetée
          </label>
        </fieldset>
        <div class="field">
          <label for="reponse">Réponse, telle que le ménage la lira</label>
          <textarea id="reponse" name="reponse" rows={8} minLength={20} maxLength={4000} required>
            {typed.answer}
          </textarea>
        </div>
        <button type="submit" class="strong">
          Répondre et écrire le courrier
        </button>
      </form>
    </section>
  );
}

function Answer({ one }: { one: CaseLine }): JSX.Element {
  return (
    <section class="card">
      <h2>Réponse</h2>
      <p>
        <strong>{one.upheld ? 'Demande acceptée' : 'Demande rejetée'}</strong>
        {one.answeredOn === null ? '' : `, le ${frenchShortDate(one.answeredOn)}`}
      </p>
      <div class="prose">
        {paragraphsOf(one.answer ?? '').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </section>
  );
}
