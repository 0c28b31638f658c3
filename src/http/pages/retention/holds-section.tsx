/** Suspensions of erasure: those in force with their day of review, and the form that files one. */
import type { JSX } from 'preact';
import type { LegalHold } from '../../../access/retention/retention-port.ts';
import { addMonths, type CivilDate, civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';

const usualMonths = 6;

export function HoldsTable({ holds, frame }: { holds: readonly LegalHold[]; frame: PageFrame }): JSX.Element {
  if (holds.length === 0) return <p>Aucune suspension.</p>;
  return (
    <ScrollBox label="Suspensions">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Dossier ou bail</th>
            <th scope="col">Pourquoi</th>
            <th scope="col">Par qui</th>
            <th scope="col">À revoir le</th>
            <th scope="col">Fin</th>
          </tr>
        </thead>
        <tbody>
          {holds.map((hold) => (
            <tr key={hold.id}>
              <th scope="row">{hold.fileKey}</th>
              <td>{hold.reason}</td>
              <td>
                {hold.by}, le {frenchShortDate(civilDateInParis(hold.placedAt))}
              </td>
              <td>{frenchShortDate(hold.reviewOn)}</td>
              <td>{hold.endedAt === null ? <EndForm hold={hold} frame={frame} /> : <Ended hold={hold} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Ended({ hold }: { hold: LegalHold }): JSX.Element {
  return (
    <>
      levée par {hold.endedBy}
      {hold.endedAt === null ? null : `, le ${frenchShortDate(civilDateInParis(hold.endedAt))}`} :{' '}
      {hold.endedWhy}
    </>
  );
}

function EndForm({ hold, frame }: { hold: LegalHold; frame: PageFrame }): JSX.Element {
  return (
    <details>
      <summary>Lever</summary>
      <form method="post" action="/dpo/conservation/suspensions/fin">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="suspension" value={hold.id} />
        <p class="field">
          <label for={`fin-${hold.id}`}>Pourquoi</label>
          <input id={`fin-${hold.id}`} name="motif" required minlength={3} maxlength={500} />
        </p>
        <button type="submit">Lever la suspension</button>
      </form>
    </details>
  );
}

export function HoldForm(props: { frame: PageFrame; today: CivilDate; requestKey: string }): JSX.Element {
  return (
    <details>
      <summary>Suspendre l’effacement d’un dossier</summary>
      <form method="post" action="/dpo/conservation/suspensions" class="narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="_key" value={props.requestKey} />
        <p class="field">
          <label for="suspension-dossier">Numéro unique, ou référence du bail</label>
          <input id="suspension-dossier" name="dossier" required maxlength={60} autocomplete="off" />
        </p>
        <p class="field">
          <label for="suspension-motif">Pourquoi</label>
          <input id="suspension-motif" name="motif" required minlength={3} maxlength={500} />
        </p>
        <p class="field">
          <label for="suspension-revue">À revoir le</label>
          <input
            id="suspension-revue"
            name="revue"
            type="date"
            required
            value={addMonths(props.today, usualMonths)}
          />
        </p>
        <button type="submit">Suspendre</button>
      </form>
    </details>
  );
}
