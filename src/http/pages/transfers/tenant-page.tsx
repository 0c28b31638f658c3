/** "Changer de logement": my home as the landlord knows it, my request and its dated answers, or the form to ask. */

import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchLongDate, frenchNumber } from '../../../kernel/french.ts';
import { isLive } from '../../../portal/transfers/request.ts';
import { Layout } from '../layout.tsx';
import { AskForm } from './ask-form.tsx';
import { TransferOrder } from './order-section.tsx';
import type { TenantPageProps } from './tenant-page-props.ts';
import { TenantRequest } from './tenant-request.tsx';
import { placeInWords } from './transfer-words.ts';

export function TenantPage(props: TenantPageProps): JSX.Element {
  const { known, refusal, done } = props;
  const live = known.requests.find(isLive) ?? null;
  const past = known.requests.filter((request) => request !== live);
  return (
    <Layout frame={props.frame} title="Changer de logement">
      <h1>Changer de logement</h1>
      {refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été envoyé.</strong> {refusal}
        </p>
      )}
      {done !== null && (
        <p class="proof" role="status">
          {done}
        </p>
      )}
      {live !== null && <TenantRequest {...props} request={live} />}
      <MyHome {...props} />
      {live === null && known.lease !== null && props.mayAct && <AskForm {...props} />}
      {past.map((request) => (
        <TenantRequest key={request.id} {...props} request={request} />
      ))}
      {known.lease !== null && (
        <p class="card">
          <a href="/demandeur/logement/echange">Échanger mon logement avec un autre locataire</a> : dites à
          quelles conditions, sans obligation.
        </p>
      )}
      <section class="card prose" aria-labelledby="ordre">
        <h2 id="ordre">L’ordre des demandes</h2>
        <p>Le même ordre vaut pour tous les locataires. Il est public.</p>
        <TransferOrder policy={props.policy} here={live?.tier ?? null} plain />
      </section>
    </Layout>
  );
}

function MyHome({ known }: TenantPageProps): JSX.Element {
  const { home, lease } = known;
  if (home === null || lease === null) {
    return (
      <section class="card" aria-labelledby="logement">
        <h2 id="logement">Mon logement</h2>
        <p>
          Nous ne trouvons pas de bail en cours à votre nom chez nous. Cette page sert à nos locataires. Si
          vous êtes locataire, appelez-nous : une personne vérifiera.
        </p>
        <p>
          Vous cherchez un premier logement social ? <a href="/annonces">Voir les annonces</a>
        </p>
      </section>
    );
  }
  return (
    <section class="card" aria-labelledby="logement">
      <h2 id="logement">Mon logement</h2>
      <p>Voici ce que nous savons. Dites-nous ce qui n’est pas exact.</p>
      <ul class="checks">
        <li>
          {frenchCount(home.habitableRooms, 'pièce')}, {frenchNumber(home.surfaceM2, 0)} m²
        </li>
        <li>{placeInWords(home)}</li>
        <li>{frenchEuros(lease.rentCents ?? home.rentCents)} de loyer par mois, sans les charges</li>
        <li>Bail signé le {frenchLongDate(lease.signedOn)}</li>
        <li>
          {lease.residents === null
            ? 'Nous ne savons pas combien de personnes y vivent.'
            : `${frenchCount(lease.residents, 'personne')} y ${lease.residents === 1 ? 'vit' : 'vivent'}${lease.factsAsOf === null ? ', selon notre fichier des baux' : `, d’après ce que vous nous avez dit le ${frenchLongDate(lease.factsAsOf)}`}.`}
        </li>
      </ul>
      <p>
        <a class="button" href="/demandeur/corriger">
          Corriger une information
        </a>
      </p>
    </section>
  );
}
