/** The homes proposed to a household after a committee: what, until when, and the answer in one gesture. */
import type { JSX } from 'preact';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import { type HouseholdOffer, refusalChoices } from '../../../portal/answers/household-offer.ts';
import { energyLine, floorLine } from '../adverts/advert-lines.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type OfferNotice = 'accepted' | 'refused' | 'tooLate' | 'over' | null;

type Props = {
  frame: PageFrame;
  offers: readonly HouseholdOffer[];
  mayAct: boolean;
  keyOf: (offerId: string) => string;
  notice: OfferNotice;
};

const notices: Readonly<Record<Exclude<OfferNotice, null>, string>> = {
  accepted:
    'C’est noté : vous acceptez ce logement. Le bailleur vous appelle pour signer le bail. Préparez vos papiers.',
  refused:
    'C’est noté : vous n’acceptez pas ce logement. Votre demande reste active, avec son ancienneté. Une personne dira si le logement était adapté ; jusque-là, ce refus ne change pas vos points.',
  tooLate: 'Le dernier jour pour répondre est passé. Appelez le bailleur : une personne peut regarder.',
  over: 'Cette proposition n’attend plus de réponse. Voici où elle en est.',
};

export function OffersPage(props: Props): JSX.Element {
  const { frame, offers, notice } = props;
  return (
    <Layout frame={frame} title="Logements proposés" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Logements proposés</h1>
      {notice === null ? null : (
        <p class={notice === 'tooLate' ? 'alert' : 'alert good'} role="status">
          {notices[notice]}
        </p>
      )}
      {offers.length === 0 ? (
        <p>
          Aucun logement ne vous est proposé en ce moment. Une proposition vient après une décision de la
          commission. Vous serez prévenu par le moyen que vous avez choisi.
        </p>
      ) : null}
      {offers.map((offer) => (
        <OfferCard
          key={offer.id}
          offer={offer}
          mayAct={props.mayAct}
          frame={frame}
          formKey={props.keyOf(offer.id)}
        />
      ))}
    </Layout>
  );
}

function OfferCard(props: {
  offer: HouseholdOffer;
  mayAct: boolean;
  frame: PageFrame;
  formKey: string;
}): JSX.Element {
  const { offer } = props;
  const { home } = offer;
  const monthly = home.rentCents + home.annexRentCents + home.chargesCents + home.flatChargesCents;
  return (
    <section class="card" aria-labelledby={`proposition-${offer.id}`}>
      <h2 id={`proposition-${offer.id}`}>
        {`${home.typology} de ${frenchNumber(home.surfaceM2)} m², ${home.address}`}
      </h2>
      <p>{`Loyer et charges : ${frenchEuros(monthly)} par mois, avant l’aide au logement (APL).`}</p>
      {offer.leftToPayCents === null ? (
        <p>
          Nous ne pouvons pas dire ce qu’il vous resterait à payer : vos ressources ou votre avis d’imposition
          manquent.
        </p>
      ) : (
        <p>
          <strong>{`Il vous resterait ${frenchEuros(offer.leftToPayCents)} à payer par mois, aide estimée déduite.`}</strong>
        </p>
      )}
      <p>{[floorLine(home), energyLine(home)].join('. ')}.</p>
      <p>{`Proposé le ${frenchLongDate(offer.sentOn)}.`}</p>
      <p>
        <strong>{stateInWords(offer)}</strong>
      </p>
      {offer.state === 'open' && offer.answer === null && props.mayAct ? <AnswerForms {...props} /> : null}
      {offer.state === 'open' && offer.answer === null && !props.mayAct ? (
        <p>Votre mandat permet de lire, pas de répondre à la place du ménage.</p>
      ) : null}
    </section>
  );
}

function AnswerForms({
  offer,
  frame,
  formKey,
}: {
  offer: HouseholdOffer;
  frame: PageFrame;
  formKey: string;
}): JSX.Element {
  const hidden = (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={formKey} />
    </>
  );
  return (
    <>
      {offer.dalo ? (
        <p class="alert">
          Ce logement vous est proposé au titre de votre droit au logement opposable (DALO). Le refuser, s’il
          est adapté à vos besoins, peut vous faire perdre ce droit. En cas de doute, appelez avant de
          répondre.
        </p>
      ) : null}
      <form method="post" action={`/demandeur/offres/${offer.id}`}>
        {hidden}
        <button class="strong" name="reponse" value="accepted" type="submit">
          J’accepte ce logement
        </button>
      </form>
      <details>
        <summary>Je n’accepte pas</summary>
        <form method="post" action={`/demandeur/offres/${offer.id}`}>
          {hidden}
          <fieldset>
            <legend>Pourquoi ? Cela aide à mieux vous proposer la prochaine fois.</legend>
            {refusalChoices.map(([code, words]) => (
              <label key={code} class="choice">
                <input type="radio" name="motif" value={code} required />
                {words}
              </label>
            ))}
          </fieldset>
          <button name="reponse" value="refused" type="submit">
            Je n’accepte pas ce logement
          </button>
        </form>
      </details>
    </>
  );
}

function stateInWords({ state, deadline, answer, answeredOn, signed }: HouseholdOffer): string {
  if (signed) return 'Le bail est signé.';
  if (answer === 'accepted') {
    return `Vous avez accepté${answeredOn === null ? '' : ` le ${frenchLongDate(answeredOn)}`}. Le bailleur vous appelle pour signer le bail.`;
  }
  if (answer === 'refused') {
    return `Vous n’avez pas accepté${answeredOn === null ? '' : ` (${frenchLongDate(answeredOn)})`}. Votre demande reste active.`;
  }
  if (state === 'open' && deadline !== null) {
    return `Répondez au plus tard le ${frenchLongDate(deadline)}. Sans réponse ce jour-là, c’est comme un refus.`;
  }
  return 'Le délai est passé sans réponse : cela compte comme un refus. Votre demande reste active. Si vous n’avez pas reçu la lettre, dites-le : une personne regardera.';
}
