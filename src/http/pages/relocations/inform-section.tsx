/** C-13: the committee is told of an imposed relocation once an offer is accepted; it does not decide. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { RelocationPageProps } from './relocation-page-props.ts';

export function InformSection(props: RelocationPageProps): JSX.Element | null {
  const { file, frame, mayWrite } = props;
  const { standing, details, request, sittings } = file;
  if (standing.regime.kind !== 'law' || standing.regime.ground !== 'demolition') return null;
  if (standing.accepted === null) return null;
  const { information } = details;
  return (
    <section class="card" aria-labelledby="information">
      <h2 id="information">Information de la commission (C-13)</h2>
      <p>
        La CALEOL n’a pas à décider : elle est informée du logement accepté. L’information est inscrite au
        procès-verbal à la clôture de la séance.
      </p>
      {information !== null && (
        <p class="proof">
          Inscrit le {frenchShortDate(information.on)} par {information.by} :{' '}
          <a href={`/agent/seances/${information.sessionId}`}>la séance</a>.
        </p>
      )}
      {mayWrite && sittings.length > 0 && (
        <form method="post" action={`/agent/relogements/${request.id}/information`} class="narrow no-print">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="version" value={request.version} />
          <div class="field">
            <label for="seance">Séance</label>
            <select id="seance" name="seance" required>
              <option value="">À choisir</option>
              {sittings.map(({ id, heldOn }) => (
                <option key={id} value={id}>
                  Séance du {frenchShortDate(heldOn)}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class={information === null ? 'strong' : undefined}>
            {information === null ? 'Inscrire aux informations' : 'Changer de séance'}
          </button>
        </form>
      )}
      {sittings.length === 0 && <p>Aucune séance n’est prévue : préparez-en une d’abord.</p>}
    </section>
  );
}
