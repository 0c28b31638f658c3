/** The gestures on a decided home. Each form carries a key made with it: sent twice, it has one effect. */
import type { JSX } from 'preact';
import { v7 } from 'uuid';
import type { LettingOffer } from '../../../committee/letting/letting-home.ts';
import type { Place } from '../../../committee/letting/places.ts';
import { checkInWords, refusalReasonNames } from '../../../committee/letting/words.ts';
import { refusalReasons } from '../../../domain/offer.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { CountedFacts } from './counted-facts.tsx';

export type LettingFormProps = { csrfToken: string; path: string; today: CivilDate };

/** `before`: households of the list that cannot have the home today and are passed over by this sending. */
export function SendOfferForm(
  props: LettingFormProps & { place: Place; before: readonly Place[]; replyDays: number },
): JSX.Element {
  const until = frenchLongDate(addDays(props.today, props.replyDays));
  const barred = props.place.checks.some(({ verdict }) => verdict === 'no');
  return (
    <form method="post" action={`${props.path}/proposition`} class="gesture">
      <Hidden csrfToken={props.csrfToken} number={props.place.number} />
      {props.before.length === 0 ? null : (
        <p class="alert">
          {props.before
            .map(
              (place) =>
                `Le rang ${place.rank ?? '–'} est passé : ${place.checks
                  .filter(({ verdict }) => verdict === 'no')
                  .flatMap(checkInWords)
                  .join(' ')}`,
            )
            .join(' ')}{' '}
          Le journal le garde.
        </p>
      )}
      <button type="submit" class="strong" disabled={barred}>
        Envoyer la proposition
      </button>
      <span class="small quiet">
        Le ménage aura {props.replyDays} jours : réponse jusqu’au {until} inclus. Sans réponse, la proposition
        est tenue pour refusée.
      </span>
    </form>
  );
}

export function AnswerForm(props: LettingFormProps & { offer: LettingOffer; late: boolean }): JSX.Element {
  const id = (name: string) => `${name}-${props.offer.id}`;
  return (
    <form method="post" action={`${props.path}/reponse`} data-draft={`reponse-${props.offer.id}`}>
      <Hidden csrfToken={props.csrfToken} offerId={props.offer.id} />
      <fieldset class="choice">
        <legend>{props.late ? 'Réponse arrivée après coup' : 'Réponse du ménage'}</legend>
        <label class="tick">
          <input type="radio" name="reponse" value="accepted" required /> Le ménage accepte
        </label>
        <label class="tick">
          <input type="radio" name="reponse" value="refused" required /> Le ménage refuse
        </label>
        <div class="field narrow">
          <label for={id('le')}>Reçue le</label>
          <input
            id={id('le')}
            type="date"
            name="le"
            required
            min={props.offer.sentOn}
            max={props.today}
            value={props.late ? undefined : props.today}
          />
        </div>
        <div class="field narrow">
          <label for={id('motif')}>Motif du refus</label>
          <select id={id('motif')} name="motif">
            <option value="">Choisir (en cas de refus)</option>
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
          <legend>En cas de refus, le logement était-il adapté aux besoins et aux moyens du ménage ?</legend>
          <label class="tick">
            <input type="radio" name="adapte" value="oui" /> Oui
          </label>
          <label class="tick">
            <input type="radio" name="adapte" value="non" /> Non
          </label>
        </fieldset>
        <button type="submit" class="strong">
          Enregistrer la réponse
        </button>
        <p class="small quiet">
          Un refus est noté et ne radie jamais la demande.
          {props.offer.details?.dalo
            ? ' Proposition au titre du DALO : le refus d’une offre adaptée peut faire perdre ce droit, la lettre l’a dit au ménage.'
            : ''}
        </p>
      </fieldset>
    </form>
  );
}

export function ReceiptForm(props: LettingFormProps & { offer: LettingOffer }): JSX.Element {
  const id = `recu-${props.offer.id}`;
  return (
    <form method="post" action={`${props.path}/reception`} class="pin">
      <Hidden csrfToken={props.csrfToken} offerId={props.offer.id} />
      <label for={id}>Proposition reçue par le ménage le</label>
      <input
        id={id}
        type="date"
        name="le"
        required
        min={props.offer.sentOn}
        max={props.today}
        value={props.offer.receivedOn ?? undefined}
      />
      <button type="submit">Noter la réception</button>
    </form>
  );
}

export function LeaseForm(props: LettingFormProps & { place: Place }): JSX.Element {
  const unsure = props.place.checks.some(({ verdict }) => verdict === 'unknown');
  return (
    <form method="post" action={`${props.path}/bail`}>
      <Hidden csrfToken={props.csrfToken} number={props.place.number} />
      <div class="field narrow">
        <label for="signe-le">Bail signé le</label>
        <input id="signe-le" type="date" name="le" required max={props.today} value={props.today} />
      </div>
      {unsure ? (
        <label class="tick">
          <input type="checkbox" name="verifie" value="oui" required /> J’ai vérifié sur pièces les points à
          vérifier ci-dessous
        </label>
      ) : null}
      <CountedFacts />
      <button type="submit" class="strong">
        Enregistrer la signature du bail
      </button>
      <p class="small quiet">
        La demande est radiée le jour de la signature, sans préavis (R441-2-8 a). Les places de ce ménage sur
        d’autres listes sont libérées, et les événements sont préparés pour le SNE (système national
        d’enregistrement).
      </p>
    </form>
  );
}

export function KeysForm(
  props: LettingFormProps & { signedOn: CivilDate; givenOn: CivilDate | null },
): JSX.Element {
  return (
    <form method="post" action={`${props.path}/cles`} class="pin">
      <Hidden csrfToken={props.csrfToken} />
      <label for="cles-le">Clés remises le</label>
      <input
        id="cles-le"
        type="date"
        name="le"
        required
        min={props.signedOn}
        max={props.today}
        value={props.givenOn ?? props.today}
      />
      <button type="submit" class={props.givenOn === null ? 'strong' : undefined}>
        {props.givenOn === null ? 'Noter la remise des clés' : 'Corriger la date'}
      </button>
    </form>
  );
}

export function ReturnForm(props: LettingFormProps): JSX.Element {
  return (
    <form method="post" action={`${props.path}/retour`} class="gesture">
      <Hidden csrfToken={props.csrfToken} />
      <button type="submit" class="strong">
        Remettre le logement sur le tableau
      </button>
      <span class="small quiet">Les refus et leurs motifs restent notés pour la prochaine séance.</span>
    </form>
  );
}

export function Hidden(props: { csrfToken: string; number?: string; offerId?: string }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="_key" value={v7()} />
      {props.number === undefined ? null : <input type="hidden" name="numero" value={props.number} />}
      {props.offerId === undefined ? null : <input type="hidden" name="proposition" value={props.offerId} />}
    </>
  );
}
