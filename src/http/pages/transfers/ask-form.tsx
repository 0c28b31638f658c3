/** The form by which a tenant asks for another home: why, what is wished, who moves. Nothing is ticked beforehand. */
import type { JSX } from 'preact';
import { transferGrounds } from '../../../portal/policy.ts';
import { groundsForHousehold } from '../../../portal/transfers/words.ts';
import { TypologyTicks } from '../typology-ticks.tsx';
import type { TenantPageProps } from './tenant-page-props.ts';

export function AskForm(props: TenantPageProps): JSX.Element {
  const { frame, typed, communes } = props;
  return (
    <section class="card" aria-labelledby="demander">
      <h2 id="demander">Demander à changer de logement</h2>
      <p>
        Vous aurez une réponse datée au plus tard dans {props.policy.transferAnswerDays} jours, puis au moins
        tous les {props.policy.transferAnswerDays} jours. Demander ne vous engage à rien, et ne change pas vos
        droits sur votre logement actuel.
      </p>
      {props.unregistered && (
        <p class="alert">
          Il faudra aussi un numéro unique de demande. Sans lui, la loi ne permet d’attribuer aucun logement.
          Vous l’obtenez sur demande-logement-social.gouv.fr, ou à notre guichet. Vous pouvez demander dès
          maintenant.
        </p>
      )}
      <form method="post" action="/demandeur/logement">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={props.formKey} />
        <fieldset class="choice">
          <legend>Pourquoi voulez-vous changer ?</legend>
          {transferGrounds.map((ground) => (
            <label class="tick" key={ground}>
              <input type="radio" name="motif" value={ground} required checked={typed.ground === ground} />{' '}
              {groundsForHousehold[ground]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="mots">Dans vos mots (facultatif)</label>
          <textarea id="mots" name="mots" rows={3} maxLength={2000} aria-describedby="mots-aide">
            {typed.words}
          </textarea>
          <p id="mots-aide" class="small quiet">
            N’écrivez rien sur votre santé : dites seulement ce qu’il faut au logement, par exemple « sans
            escalier ».
          </p>
        </div>
        <details open={typed.typologies.length > 0 || typed.communes.length > 0}>
          <summary>Le logement que je souhaite (facultatif)</summary>
          <TypologyTicks legend="Taille" ticked={typed.typologies} />
          <div class="field">
            <label for="commune">Communes (plusieurs choix possibles)</label>
            <select id="commune" name="commune" multiple size={6}>
              {communes.map(({ insee, name }) => (
                <option key={insee} value={insee} selected={typed.communes.includes(insee)}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </details>
        <details open={typed.partPersons !== ''}>
          <summary>Une partie seulement de mon foyer veut partir</summary>
          <p>Chaque personne qui part aura besoin de sa propre demande, avec son numéro unique.</p>
          <div class="field">
            <label for="combien">Combien de personnes partent ?</label>
            <input id="combien" name="combien" type="number" min={1} max={20} value={typed.partPersons} />
          </div>
          <div class="field">
            <label for="qui">Qui part ? (par exemple « mon fils de 24 ans »)</label>
            <input id="qui" name="qui" type="text" maxlength={200} value={typed.partWho} />
          </div>
        </details>
        <button type="submit" class="strong">
          Envoyer ma demande
        </button>
      </form>
    </section>
  );
}
