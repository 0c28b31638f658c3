/** "Transmis": to whom, how, on which day; a reason where something blocks, another where a copy is replaced. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { blockingChecks, sendingMeans, sendingMeansNames } from '../../../reporting/returns/filing.ts';
import type { ReturnScene } from '../../../reporting/returns/returns-port.ts';
import { returnPath } from './return-words.ts';

/** What a person had typed before a refusal; empty for a new form. */
export type TypedSending = Readonly<Record<string, string>>;

export function SendingForm(props: {
  csrfToken: string;
  formKey: string;
  stamp: string;
  today: CivilDate;
  scene: ReturnScene;
  typed: TypedSending;
  heldTo: string | null;
}): JSX.Element {
  const { content, sendings } = props.scene;
  const [newest] = sendings;
  if (props.heldTo !== null) {
    return (
      <section class="card">
        <h2>Noter l’envoi</h2>
        <p>{props.heldTo}</p>
      </section>
    );
  }
  if (newest !== undefined && newest.figures.stamp === props.stamp) {
    return (
      <section class="card">
        <h2>Noter l’envoi</h2>
        <p>L’état est transmis avec ces chiffres. S’ils changent, un état corrigé pourra être noté ici.</p>
      </section>
    );
  }
  return (
    <section class="card no-print">
      <h2>{newest === undefined ? 'Noter l’envoi' : 'Noter l’envoi d’un état corrigé'}</h2>
      <p class="prose">
        La copie gardée est celle de cette page : les fichiers ODS et PDF, à l’octet près, avec votre nom.
        Personne ne peut plus la changer ; une correction est un nouvel envoi qui nomme celui-ci.
      </p>
      <form method="post" action={`${returnPath(content.due.key)}/envoi`}>
        <input type="hidden" name="_csrf" value={props.csrfToken} />
        <input type="hidden" name="_key" value={props.formKey} />
        <input type="hidden" name="empreinte" value={props.stamp} />
        <input type="hidden" name="dernier" value={newest?.id ?? ''} />
        <div class="field">
          <label for="destinataire">Envoyé à</label>
          <input
            id="destinataire"
            name="destinataire"
            required
            maxLength={200}
            value={props.typed.destinataire ?? content.due.recipient.name}
          />
        </div>
        <fieldset class="choice">
          <legend>Par quel moyen</legend>
          {sendingMeans.map((means) => (
            <label class="tick" key={means}>
              <input type="radio" name="moyen" value={means} required checked={props.typed.moyen === means} />{' '}
              {sendingMeansNames[means]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="jour">Jour de l’envoi</label>
          <input
            id="jour"
            name="jour"
            type="date"
            required
            max={props.today}
            value={props.typed.jour ?? props.today}
          />
        </div>
        {blockingChecks(content.checks).length === 0 ? null : (
          <Reason name="motif" label="Pourquoi il part malgré ce qui bloque" typed={props.typed} />
        )}
        {newest === undefined ? null : (
          <Reason name="correction" label="Ce qu’il corrige" typed={props.typed} />
        )}
        <button type="submit" class="strong">
          {content.provisional === null ? 'Noter l’envoi' : 'Noter l’envoi, à titre provisoire'}
        </button>
      </form>
    </section>
  );
}

function Reason({
  name,
  label,
  typed,
}: {
  name: 'motif' | 'correction';
  label: string;
  typed: TypedSending;
}): JSX.Element {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <textarea id={name} name={name} required maxLength={500} rows={3}>
        {typed[name] ?? ''}
      </textarea>
    </div>
  );
}
