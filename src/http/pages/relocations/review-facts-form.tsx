/** What the officer gathers for a review; an empty field stays unknown. */
import type { JSX } from 'preact';
import { ThreeWay } from './facts-form.tsx';
import type { ReviewPageProps } from './review-page-props.ts';

export function ReviewFactsForm({ file, frame, today }: ReviewPageProps): JSX.Element {
  const { facts, review } = file;
  const numbers = [
    ['personnes', 'Personnes qui y vivent aujourd’hui', facts.residents, 1],
    ['enfants', 'Enfants accueillis (droit de visite et d’hébergement)', facts.visitingChildren, 0],
    ['professionnelles', 'Pièces nécessaires à une profession', facts.professionalRooms, 0],
  ] as const;
  return (
    <section class="card no-print" aria-labelledby="dossier">
      <h2 id="dossier">Le dossier</h2>
      <p class="small">Laissez vide ce qui n’est pas connu : inconnu ne veut pas dire non.</p>
      <form method="post" action={`/agent/occupation/${review.id}/dossier`} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={review.version} />
        {numbers.map(([name, label, value, least]) => (
          <div class="field" key={name}>
            <label for={name}>{label}</label>
            <input id={name} name={name} type="number" min={least} max={20} value={value ?? ''} />
          </div>
        ))}
        <ThreeWay name="adapte" label="Logement adapté pour une personne" value={facts.adaptedHome} />
        <ThreeWay
          name="quitte"
          label="Plus personne ne l’utilise comme tel"
          value={facts.disabledOccupantLeft}
        />
        <div class="field">
          <label for="besoin">Accessibilité dont le foyer a besoin, reconnue</label>
          <select id="besoin" name="besoin">
            <option value="">Inconnu</option>
            <option value="none" selected={facts.adaptedNeed === 'none'}>
              Aucune
            </option>
            <option value="stepFree" selected={facts.adaptedNeed === 'stepFree'}>
              De plain-pied
            </option>
            <option value="wheelchair" selected={facts.adaptedNeed === 'wheelchair'}>
              Fauteuil roulant
            </option>
          </select>
        </div>
        <ThreeWay
          name="plafond"
          label="Ressources au-dessus du plafond de ce logement (vide : lu dans la demande, où elle le dit)"
          value={facts.aboveCeiling}
        />
        <div class="field">
          <label for="releve">Relevé le</label>
          <input id="releve" name="releve" type="date" max={today} value={facts.asOf} required />
        </div>
        <button type="submit" class={review.state === 'gathering' ? 'strong' : undefined}>
          Enregistrer le dossier
        </button>
      </form>
    </section>
  );
}
