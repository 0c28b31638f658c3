/** The gesture of a household that gives up, before the lease, the home that it had accepted. */
import type { JSX } from 'preact';
import type { LettingOffer } from '../../../committee/letting/letting-home.ts';
import { refusalReasonNames } from '../../../committee/letting/words.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { Hidden, type LettingFormProps } from './letting-forms.tsx';

/** The household gives up a home that it had accepted, before the lease: the next rank's turn comes. */
export function RenunciationForm(props: LettingFormProps & { offer: LettingOffer }): JSX.Element {
  const id = (name: string) => `${name}-${props.offer.id}`;
  return (
    <details class="no-print">
      <summary>Le ménage renonce après avoir accepté…</summary>
      <form method="post" action={`${props.path}/reponse`}>
        <Hidden csrfToken={props.csrfToken} offerId={props.offer.id} />
        <input type="hidden" name="reponse" value="refused" />
        <div class="field narrow">
          <label for={id('renonce-le')}>Renoncement reçu le</label>
          <input
            id={id('renonce-le')}
            type="date"
            name="le"
            required
            min={props.offer.answeredOn ?? props.offer.sentOn}
            max={props.today}
            value={props.today}
          />
        </div>
        <div class="field narrow">
          <label for={id('renonce-motif')}>Motif</label>
          <select id={id('renonce-motif')} name="motif" required>
            <option value="">choisir</option>
            {refusalReasons
              .filter((reason) => reason !== 'noAnswer')
              .map((reason) => (
                <option key={reason} value={reason}>
                  {refusalReasonNames[reason]}
                </option>
              ))}
          </select>
        </div>
        <fieldset class="choice">
          <legend>Le logement était-il adapté aux besoins et aux moyens du ménage ?</legend>
          <label class="tick">
            <input type="radio" name="adapte" value="oui" required /> Oui
          </label>
          <label class="tick">
            <input type="radio" name="adapte" value="non" /> Non
          </label>
        </fieldset>
        <button type="submit">Enregistrer le renoncement</button>
        <p class="small quiet">
          Gardez l’écrit du ménage. Sa demande reste active ; le logement passe au rang suivant, et la
          décision peut de nouveau être corrigée.
        </p>
      </form>
    </details>
  );
}
