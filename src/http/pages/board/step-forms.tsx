/** What an officer records of a freed home: one small form a step, only those that its stage allows. */
import type { ComponentChildren, JSX } from 'preact';
import type { BoardRow } from '../../../committee/board/board-list.ts';
import { withdrawalGrounds, withdrawalNames } from '../../../committee/board/home-step.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { PageFrame } from '../layout.tsx';

type StepForm = { frame: PageFrame; row: BoardRow; date: CivilDate };

export function StepForms(props: StepForm): JSX.Element | null {
  const { freed, life } = props.row;
  if (life.stage === 'keys') return null;
  if (freed.leaseSignedOn !== null) {
    return (
      <section class="card" aria-labelledby="noter">
        <h2 id="noter">Noter</h2>
        <KeysForm {...props} />
      </section>
    );
  }
  const { progress, vacancy } = freed;
  return (
    <section class="card" aria-labelledby="noter">
      <h2 id="noter">Noter</h2>
      <DateForm
        {...props}
        step="exitVisit"
        label="Visite de sortie faite le"
        value={progress.exitVisitOn ?? props.date}
      />
      <DateForm {...props} step="works" label="Travaux jusqu’au" value={progress.worksUntilOn} />
      <DateForm {...props} step="available" label="Disponible à partir du" value={vacancy.availableOn} />
      <details>
        <summary>Retirer de la location</summary>
        <Form {...props} step="withdraw">
          <label for="motif">Motif</label>
          <select id="motif" name="motif" required>
            <option value="">Choisir</option>
            {withdrawalGrounds.map((ground) => (
              <option key={ground} value={ground}>
                {withdrawalNames[ground]}
              </option>
            ))}
          </select>
          <label for="pourquoi">En quelques mots (rien sur une personne)</label>
          <input id="pourquoi" name="pourquoi" required minLength={3} maxLength={300} />
          <button type="submit">Retirer le logement</button>
        </Form>
      </details>
    </section>
  );
}

/** Keys are recorded with what follows the decision, in one place. */
function KeysForm({ frame, row, date }: StepForm): JSX.Element {
  return (
    <form
      method="post"
      action={`/agent/suites/${encodeURIComponent(row.freed.vacancy.id)}/cles`}
      class="step"
      data-draft="keys"
    >
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <label for="cles-le">Clés remises le</label>
      <div class="gesture">
        <input id="cles-le" name="le" type="date" required value={date} />
        <button type="submit">Enregistrer</button>
      </div>
    </form>
  );
}

type Step = 'exitVisit' | 'works' | 'available' | 'withdraw';

function Form(props: StepForm & { step: Step; children: ComponentChildren }): JSX.Element {
  const { vacancy, progress } = props.row.freed;
  return (
    <form
      method="post"
      action={`/agent/logements/${encodeURIComponent(vacancy.id)}`}
      class="step"
      data-draft={props.step}
    >
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="version" value={progress.version} />
      <input type="hidden" name="geste" value={props.step} />
      {props.children}
    </form>
  );
}

function DateForm(props: StepForm & { step: Step; label: string; value: CivilDate | null }): JSX.Element {
  const id = `date-${props.step}`;
  return (
    <Form {...props}>
      <label for={id}>{props.label}</label>
      <div class="gesture">
        <input id={id} name="date" type="date" required value={props.value ?? ''} />
        <button type="submit">Enregistrer</button>
      </div>
    </Form>
  );
}
