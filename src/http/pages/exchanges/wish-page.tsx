/** A tenant's exchanges: what is proposed to it, its wish, and what this promises: nothing before a committee decides. */

import type { JSX } from 'preact';
import { frenchEuros, frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import type { TenantExchange } from '../../../portal/exchanges/exchange-port.ts';
import { communeName } from '../../../portal/exchanges/words.ts';
import { Layout } from '../layout.tsx';
import { wantsInWords } from './board-page.tsx';
import { Proposals } from './proposals.tsx';
import { WishForm } from './wish-form.tsx';
import type { WishPageProps } from './wish-page-props.ts';

export function WishPage(props: WishPageProps): JSX.Element {
  const { exchange, refusal, done } = props;
  return (
    <Layout frame={props.frame} title="Échanger mon logement">
      <h1>Échanger mon logement</h1>
      {refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {refusal}
        </p>
      )}
      {done !== null && (
        <p class="proof" role="status">
          {done}
        </p>
      )}
      {exchange.home === null ? (
        <NoLease />
      ) : (
        <>
          <Proposals {...props} />
          <HowItWorks />
          <MyWish {...props} />
          <MyHome home={exchange.home} />
          {props.mayAct && <WishForm {...props} />}
        </>
      )}
      <p>
        <a href="/demandeur/logement">Revenir à « Changer de logement »</a>
      </p>
    </Layout>
  );
}

function NoLease(): JSX.Element {
  return (
    <section class="card">
      <p>
        Nous ne trouvons pas de bail en cours à votre nom chez nous. Cette page sert à nos locataires. Si vous
        êtes locataire, appelez-nous : une personne vérifiera.
      </p>
      <p>
        Vous cherchez un premier logement social ? <a href="/annonces">Voir les annonces</a>
      </p>
    </section>
  );
}

function HowItWorks(): JSX.Element {
  return (
    <section class="card" aria-labelledby="regle">
      <h2 id="regle">Ce que cela promet, et ce que cela ne promet pas</h2>
      <ul class="checks">
        <li>
          Vous dites à quelles conditions vous déménageriez. Nous cherchons des ménages qui se répondent.
        </li>
        <li>
          Personne n’est obligé. Nous vous demandons votre accord à chaque étape. Un non ne vous fait rien
          perdre.
        </li>
        <li>
          Rien n’est promis : la commission d’attribution (
          <abbr title="commission d’attribution des logements et d’examen de l’occupation des logements">
            CALEOL
          </abbr>
          ) du bailleur décide pour chaque logement.
        </li>
        <li>
          Votre adresse n’est jamais donnée. Un autre locataire lit la commune et la taille, jusqu’à une
          visite.
        </li>
        <li>
          Ne donnez pas votre préavis avant d’avoir un nouveau bail. Entre nos logements, il est d’un mois.
        </li>
      </ul>
    </section>
  );
}

function MyWish({ exchange, frame, mayAct }: WishPageProps): JSX.Element {
  const { wish } = exchange;
  if (wish === null) {
    return (
      <section class="card" aria-labelledby="encours">
        <h2 id="encours">Mon souhait</h2>
        <p>Vous n’avez pas de souhait en cours. Remplissez le formulaire : cela prend deux minutes.</p>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="encours">
      <h2 id="encours">Mon souhait</h2>
      <p>
        <strong>Je déménage si :</strong> {wantsInWords(wish.wants)}.
      </p>
      <p>
        Il vaut jusqu’au <strong>{frenchLongDate(wish.until)}</strong>. Nous vous écrivons dès qu’une
        possibilité existe.
      </p>
      {wish.own.words !== null && <p>Vous dites de votre logement : « {wish.own.words} »</p>}
      {mayAct && (
        <form method="post" action="/demandeur/logement/echange/arret">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <button type="submit">Arrêter mon souhait</button>
        </form>
      )}
    </section>
  );
}

function MyHome({ home }: { home: NonNullable<TenantExchange['home']> }): JSX.Element {
  return (
    <section class="card" aria-labelledby="logement">
      <h2 id="logement">Ce que les autres liront de mon logement</h2>
      <p>
        {home.typology}, {frenchNumber(home.surfaceM2, 0)} m², {communeName(home.insee)},{' '}
        {frenchEuros(home.rentCents)} de loyer par mois sans les charges. Ils lisent aussi l’étage,
        l’ascenseur, la classe énergie, le loyer avec les charges et vos mots, jamais votre nom ni votre
        adresse. Ces données viennent de notre fichier.{' '}
        <a href="/demandeur/corriger">Corriger une information</a>
      </p>
    </section>
  );
}
