/** The section for a reader without a file: what to open, and an estimate of which nothing is kept. */
import type { JSX } from 'preact';
import { frenchCount } from '../../../kernel/french.ts';
import { unreachable } from '../../../kernel/result.ts';
import type { Advert } from '../../../portal/advert.ts';
import type { PublicChoice } from '../../../portal/choice/advert-choice.ts';

/** Why there is nothing personal: no file is open, it is another landlord's, or it is a lease without an application. */
export type Reader = 'nobody' | 'otherLandlord' | 'noApplication' | 'notToLet';

export function VisitorSection(props: { advert: Advert; choice: PublicChoice; reader: Reader }): JSX.Element {
  const { advert, choice, reader } = props;
  return (
    <section class="card" aria-labelledby="candidater">
      <h2 id="candidater">Pouvez-vous candidater ?</h2>
      <Why reader={choice.isToLet ? reader : 'notToLet'} advert={advert} />
      {choice.isToLet && choice.interested > 0 ? (
        <p>{`${frenchCount(choice.interested, 'ménage a', 'ménages ont')} déjà candidaté. L’heure ne compte pas : l’ordre est celui de la grille publiée, où un DALO reconnu ajoute ses points.`}</p>
      ) : null}
      {reader === 'nobody' && choice.isToLet ? <Estimate advert={advert} /> : null}
    </section>
  );
}

function Why({ reader, advert }: { reader: Reader; advert: Advert }): JSX.Element {
  switch (reader) {
    case 'nobody':
      return (
        <>
          <p>
            Avec votre numéro unique ou votre bail, nous vous disons si vous pouvez candidater, ce que vous
            paieriez et vos chances. Il n’y a pas de compte à créer.
          </p>
          <p>
            <a
              class="button strong"
              href={`/demandeur/acces?vers=${encodeURIComponent(`/annonces/${advert.id}`)}`}
            >
              Ouvrir mon dossier
            </a>
          </p>
        </>
      );
    case 'otherLandlord':
      return (
        <p>
          {`Votre dossier est ouvert chez un autre bailleur. Ce logement est à ${advert.landlordName}. Fermez votre dossier, puis `}
          <a href={`/demandeur/acces?vers=${encodeURIComponent(`/annonces/${advert.id}`)}`}>
            ouvrez-le chez ce bailleur
          </a>
          {' : le numéro unique est le même partout.'}
        </p>
      );
    case 'noApplication':
      return (
        <p>
          Vous êtes locataire, mais nous ne connaissons pas de demande de logement à votre nom. Pour
          candidater, il faut une demande avec un numéro unique.{' '}
          <a href="/demandeur/logement">Demander à changer de logement</a>.
        </p>
      );
    case 'notToLet':
      return (
        <p>
          Ce logement n’est plus à louer. <a href="/annonces">Voir les annonces ouvertes</a>.
        </p>
      );
    default:
      return unreachable(reader);
  }
}

/** Its form changes nothing, so it needs no token: the page is the same for everybody, and can be kept. */
function Estimate({ advert }: { advert: Advert }): JSX.Element {
  return (
    <details>
      <summary>Estimer sans dossier ce que je paierais</summary>
      <form method="post" action={`/annonces/${advert.id}/estimation`}>
        <p>Rien n’est gardé de ce que vous écrivez ici.</p>
        <div class="field">
          <label for="adultes">Nombre d’adultes</label>
          <input id="adultes" name="adultes" type="number" min="1" max="8" value="1" required />
        </div>
        <div class="field">
          <label for="enfants">Nombre d’enfants</label>
          <input id="enfants" name="enfants" type="number" min="0" max="12" value="0" required />
        </div>
        <div class="field">
          <label for="ressources">
            Ressources du mois, pour tout le foyer, en euros (sans l’aide au logement)
          </label>
          <input id="ressources" name="ressources" type="number" min="0" max="20000" required />
        </div>
        <button type="submit">Estimer</button>
      </form>
    </details>
  );
}
