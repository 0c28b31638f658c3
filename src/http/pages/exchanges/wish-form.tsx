/** "Je déménage si…": what I would move to, what I say of my own home, until when. */
import type { JSX } from 'preact';
import { accessibilitySchema } from '../../../domain/home.ts';
import { TypologyTicks } from '../typology-ticks.tsx';
import type { TypedWish, WishPageProps } from './wish-page-props.ts';

const accessWords = {
  none: 'Je n’ai pas besoin d’un accès particulier',
  stepFree: 'Il me faut un logement sans marche',
  wheelchair: 'Il me faut un logement adapté à un fauteuil roulant',
} as const;

export function WishForm({ frame, typed, communes, formKey, extent, exchange }: WishPageProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="souhait">
      <h2 id="souhait">{exchange.wish === null ? 'Je déménage si…' : 'Changer mon souhait'}</h2>
      <form method="post" action="/demandeur/logement/echange">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <div class="field">
          <label for="commune">… le logement est dans une de ces communes (plusieurs choix possibles)</label>
          <select id="commune" name="commune" multiple size={6} required>
            {communes.map(({ insee, name }) => (
              <option key={insee} value={insee} selected={typed.communes.includes(insee)}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <TypologyTicks legend="… il a une de ces tailles" ticked={typed.typologies} />
        <Limits typed={typed} />
        <fieldset class="choice">
          <legend>… on y entre facilement</legend>
          <label class="tick">
            <input type="checkbox" name="ascenseur" value="oui" checked={typed.withoutStairs} /> Il a un
            ascenseur, ou il est au rez-de-chaussée
          </label>
          {accessibilitySchema.options.map((level) => (
            <label class="tick" key={level}>
              <input type="radio" name="acces" value={level} checked={typed.accessibility === level} />{' '}
              {accessWords[level]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="mots">Ce que je dis de mon logement (facultatif)</label>
          <textarea id="mots" name="mots" rows={3} maxLength={500} aria-describedby="mots-aide">
            {typed.words}
          </textarea>
          <p id="mots-aide" class="small quiet">
            D’autres locataires peuvent le lire. Parlez du logement : « balcon au soleil, école à côté ». Pas
            d’adresse, pas de nom, pas de téléphone, rien sur votre santé.
          </p>
        </div>
        <div class="field">
          <label for="jusque">Mon souhait vaut jusqu’au</label>
          <input
            id="jusque"
            name="jusque"
            type="date"
            min={extent.first}
            max={extent.last}
            value={typed.until}
            required
          />
        </div>
        <button type="submit" class="strong">
          {exchange.wish === null ? 'Enregistrer mon souhait' : 'Remplacer mon souhait'}
        </button>
      </form>
    </section>
  );
}

function Limits({ typed }: { typed: TypedWish }): JSX.Element {
  return (
    <fieldset class="choice">
      <legend>… je peux le payer (facultatif)</legend>
      <div class="field">
        <label for="loyer">Loyer avec les charges, au plus (euros par mois)</label>
        <input id="loyer" name="loyer" type="text" inputmode="numeric" maxlength={8} value={typed.rent} />
      </div>
      <div class="field">
        <label for="reste">
          Reste à payer, aide au logement (<abbr title="aide personnalisée au logement">APL</abbr>) déduite,
          au plus (euros par mois)
        </label>
        <input id="reste" name="reste" type="text" inputmode="numeric" maxlength={8} value={typed.left} />
      </div>
    </fieldset>
  );
}
