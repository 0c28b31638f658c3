/** Requests for review, recours gracieux and corrections, by the day of their answer. */
import type { JSX } from 'preact';
import { caseKinds, caseNames } from '../../../committee/cases/case.ts';
import type { CaseLine } from '../../../committee/cases/case-port.ts';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export type TypedCase = { number: string; kind: string; receivedOn: string; request: string };

export type CasesPageProps = {
  frame: PageFrame;
  cases: readonly CaseLine[];
  today: CivilDate;
  formKey: string;
  typed: TypedCase;
  refusal: string | null;
};

// The last days before the answer is late.
const soonDays = 7;

export function CasesPage(props: CasesPageProps): JSX.Element {
  const open = props.cases.filter(({ state }) => state === 'open');
  const answered = props.cases.filter(({ state }) => state === 'answered');
  return (
    <Layout frame={props.frame} title="Recours">
      <h1>Recours et demandes d’examen</h1>
      <p class="prose">
        Un ménage peut demander qu’une personne reprenne son dossier, contester une décision, ou faire
        corriger une information. Chaque demande a un responsable et un jour de réponse.
      </p>
      <section class="card">
        <h2>À répondre</h2>
        {open.length === 0 ? (
          <p>Aucune demande en attente. Celles que vous enregistrez ci-dessous apparaîtront ici.</p>
        ) : (
          <CasesTable {...props} label="À répondre" cases={open} />
        )}
      </section>
      <OpenForm {...props} />
      {answered.length === 0 ? null : (
        <section class="card">
          <h2>Répondues</h2>
          <CasesTable {...props} label="Répondues" cases={answered} />
        </section>
      )}
    </Layout>
  );
}

function CasesTable(props: CasesPageProps & { label: string }): JSX.Element {
  return (
    <ScrollBox label={props.label}>
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Ménage</th>
            <th scope="col">Demande</th>
            <th scope="col">Reçue le</th>
            <th scope="col">Réponse</th>
            <th scope="col">Responsable</th>
          </tr>
        </thead>
        <tbody>
          {props.cases.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/agent/recours/${one.id}`}>{one.householdName ?? 'Sans nom au dossier'}</a>
              </th>
              <td>{caseNames[one.kind]}</td>
              <td>{frenchShortDate(one.receivedOn)}</td>
              <td>
                <DueDay one={one} today={props.today} />
              </td>
              <td>{one.ownerName ?? <span class="tag tag-warn">personne</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** "avant le 10/12/2026", with what remains in words. */
export function DueDay({ one, today }: { one: CaseLine; today: CivilDate }): JSX.Element {
  if (one.answeredOn !== null) {
    return <>{`le ${frenchShortDate(one.answeredOn)} : ${one.upheld ? 'acceptée' : 'rejetée'}`}</>;
  }
  const days = daysBetween(today, one.dueOn);
  const left =
    days < 0
      ? `en retard de ${frenchCount(-days, 'jour')}`
      : days === 0
        ? 'aujourd’hui'
        : `dans ${frenchCount(days, 'jour')}`;
  return (
    <>
      {`au plus tard le ${frenchShortDate(one.dueOn)}`}{' '}
      <span class={days < 0 ? 'tag tag-bad' : days <= soonDays ? 'tag tag-warn' : 'quiet'}>{left}</span>
    </>
  );
}

function OpenForm({ frame, formKey, typed, refusal, today }: CasesPageProps): JSX.Element {
  return (
    <section class="card" id="nouveau">
      <h2>Enregistrer une demande reçue</h2>
      {refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {refusal}
        </p>
      )}
      <form method="post" action="/agent/recours" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <div class="field">
          <label for="numero">Numéro unique de la demande</label>
          <input id="numero" name="numero" value={typed.number} maxLength={40} autocomplete="off" required />
        </div>
        <div class="field">
          <label for="nature">Ce qui est demandé</label>
          <select id="nature" name="nature" required>
            <option value="">Choisissez</option>
            {caseKinds.map((kind) => (
              <option key={kind} value={kind} selected={typed.kind === kind}>
                {caseNames[kind]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="recue">Reçue le</label>
          <input
            id="recue"
            type="date"
            name="recue"
            value={typed.receivedOn === '' ? today : typed.receivedOn}
            max={today}
            required
          />
        </div>
        <div class="field">
          <label for="demande">Ce que dit le ménage (facultatif)</label>
          <textarea id="demande" name="demande" rows={5} maxLength={4000}>
            {typed.request}
          </textarea>
        </div>
        <button type="submit" class="strong">
          Enregistrer et accuser réception
        </button>
        <p class="small">Vous devenez responsable de cette demande. L’accusé de réception part au ménage.</p>
      </form>
    </section>
  );
}
