/** Records an offer: the freed home, where it lies and where that was read, needs and means, how it was notified. */
import type { JSX } from 'preact';
import { frenchEuros, frenchNumber } from '../../../kernel/french.ts';
import { divisions, notificationProofs, offerPlaces } from '../../../portal/relocations/relocation-offer.ts';
import { divisionNames, placeNames, proofNames } from '../../../portal/relocations/relocation-words.ts';
import { placeInWords } from '../transfers/transfer-words.ts';
import { ThreeWay } from './facts-form.tsx';
import type { RelocationPageProps } from './relocation-page-props.ts';

export function OfferForm({ file, frame, today, formKey }: RelocationPageProps): JSX.Element {
  const { request, choices } = file;
  return (
    <section class="card no-print" aria-labelledby="nouvelle">
      <h2 id="nouvelle">Enregistrer une offre</h2>
      {choices.length === 0 ? (
        <p>
          Aucun logement libéré du département ne convient
          {request.ground === 'relocation' ? '' : ' à un loyer plus bas'} aujourd’hui. Revenez quand un
          préavis arrive.
        </p>
      ) : (
        <form method="post" action={`/agent/relogements/${request.id}/offres`} class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={formKey} />
          <div class="field">
            <label for="logement">Logement libéré, ceux de la commune d’abord</label>
            <select id="logement" name="logement" required>
              <option value="">À choisir</option>
              {choices.map((home) => (
                <option key={home.vacancyId} value={home.vacancyId}>
                  {`${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m², ${placeInWords(home)}, ${frenchEuros(home.rentCents)}`}
                </option>
              ))}
            </select>
          </div>
          <Choice
            name="division"
            label="La commune d’aujourd’hui, pour l’article 13 bis"
            choices={divisions.map((value) => ({ value, label: divisionNames[value] }))}
          />
          <Choice
            name="voisinage"
            label="Où est le logement proposé"
            unknown
            choices={offerPlaces.map((value) => ({ value, label: placeNames[value] }))}
          />
          <div class="field">
            <label for="source">Où ce voisinage a été lu (carte, arrêté, service)</label>
            <input id="source" name="source" type="text" maxLength={200} autocomplete="off" />
          </div>
          <div class="field">
            <label for="distance">Distance en kilomètres (vide : inconnue)</label>
            <input id="distance" name="distance" inputmode="decimal" maxLength={6} autocomplete="off" />
          </div>
          <ThreeWay
            name="besoins"
            label="Adapté aux besoins personnels, familiaux et professionnels"
            value={null}
          />
          <ThreeWay name="moyens" label="Adapté aux ressources" value={null} />
          <div class="field">
            <label for="jour">Notifiée le (le jour du courrier, tant que la preuve manque)</label>
            <input id="jour" name="jour" type="date" max={today} value={today} required />
          </div>
          <Choice
            name="preuve"
            label="Preuve de notification"
            none="Pas encore"
            choices={notificationProofs.map((value) => ({ value, label: proofNames[value] }))}
          />
          <button type="submit" class="strong">
            Enregistrer l’offre
          </button>
          <p class="small quiet">Rien ne part : le courrier s’écrit ensuite, d’un geste.</p>
        </form>
      )}
    </section>
  );
}

function Choice(props: {
  name: string;
  label: string;
  unknown?: boolean;
  none?: string;
  choices: readonly { value: string; label: string }[];
}): JSX.Element {
  const { name, label } = props;
  const first = props.none ?? (props.unknown ? 'Inconnu' : null);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {first !== null && <option value="">{first}</option>}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
