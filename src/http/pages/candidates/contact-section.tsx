/** Calling the household: one gesture for each outcome, and the replacement at once where it withdraws. */
import type { JSX } from 'preact';
import { addDays } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { declineInWords, declineReasons, momentInWords, outcomeWords } from '../file/file-words.ts';
import type { InstructionPageProps } from './instruction-props.ts';

export function ContactSection(props: InstructionPageProps): JSX.Element {
  const { contacts, file } = props;
  const [last] = contacts;
  return (
    <section class="card" aria-labelledby="contact">
      <h2 id="contact">Contact et intérêt</h2>
      <Reach contact={file.contact} />
      {contacts.length === 0 ? (
        <p>Ce ménage n’a pas encore été appelé pour ce logement.</p>
      ) : (
        <ul>
          {contacts.map((contact) => (
            <li key={contact.at.toISOString()}>
              <strong>{outcomeWords[contact.outcome]}</strong>
              {contact.reason === null ? '' : ` (${declineInWords(contact.reason)})`}
              {contact.callBackOn === null ? '' : ` le ${frenchShortDate(contact.callBackOn)}`}
              <span class="quiet">{`, ${momentInWords(contact.at)}, ${contact.by}`}</span>
            </li>
          ))}
        </ul>
      )}
      <Outcomes {...props} />
      {last?.outcome === 'declined' ? <Replace {...props} /> : null}
    </section>
  );
}

function Reach(props: Pick<InstructionPageProps['file'], 'contact'>): JSX.Element {
  if (props.contact === null) return <p>Aucun moyen de joindre le ménage n’est enregistré.</p>;
  const { telephone, email } = props.contact;
  return (
    <p class="figure">
      {telephone === null ? null : <a href={`tel:${telephone.replace(/[^+\d]/g, '')}`}>{telephone}</a>}
      {telephone !== null && email !== null ? ' · ' : ''}
      {email}
    </p>
  );
}

function Outcomes({ path, frame, formKey, today }: InstructionPageProps): JSX.Element {
  const hidden = (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={formKey} />
    </>
  );
  return (
    <div class="gesture no-print" data-keys>
      <form class="pin" method="post" action={`${path}/contact`}>
        {hidden}
        <button type="submit" name="issue" value="interested" data-key="i">
          Intéressé <kbd>i</kbd>
        </button>
        <button type="submit" name="issue" value="noAnswer" data-key="s">
          Sans réponse <kbd>s</kbd>
        </button>
      </form>
      <form class="pin" method="post" action={`${path}/contact`}>
        {hidden}
        <input type="hidden" name="issue" value="callBack" />
        <label for="rappel">Rappeler le</label>
        <input id="rappel" type="date" name="rappelLe" min={today} value={addDays(today, 1)} required />
        <button type="submit">À rappeler</button>
      </form>
      <form class="pin" method="post" action={`${path}/contact`}>
        {hidden}
        <input type="hidden" name="issue" value="declined" />
        <label for="raison">Renonce parce que</label>
        <select id="raison" name="raison" required>
          <option value="">choisir</option>
          {declineReasons.map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
        <button type="submit">A renoncé</button>
      </form>
    </div>
  );
}

function Replace({ replacements, place, frame, row, file, contacts }: InstructionPageProps): JSX.Element {
  const run = place.run;
  const reason = contacts[0]?.reason ?? 'other';
  return (
    <div class="alert">
      <p>
        <strong>Ce ménage a renoncé.</strong>{' '}
        {replacements.length === 0
          ? 'Aucun autre ménage éligible ne reste pour ce logement.'
          : 'Les suivants dans l’ordre :'}
      </p>
      <ul class="choices-made">
        {replacements.map((next) => (
          <li key={next.row.number}>
            {`${next.name ?? 'Nom inconnu'}, ${next.householdInWords}, ${frenchCount(next.row.totalPoints ?? 0, 'point')} `}
            <a href={next.path}>Instruire</a>{' '}
            {run === null || row === null || row.rank === null ? null : (
              <form class="pin" method="post" action={`/agent/calculs/${run.id}/choix`}>
                <input type="hidden" name="_csrf" value={frame.csrfToken} />
                <input type="hidden" name="geste" value="remplacer" />
                <input type="hidden" name="logement" value={place.vacancy.id} />
                <input type="hidden" name="numero" value={file.application.number} />
                <input type="hidden" name="remplacant" value={next.row.number} />
                <input type="hidden" name="motif" value={`A renoncé : ${declineInWords(reason)}`} />
                <button type="submit">Mettre à sa place dans la proposition</button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
