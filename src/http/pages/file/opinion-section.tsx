/** What another body recommended before the committee: a date, a recommendation, a follow-up; never a narrative. */
import type { JSX } from 'preact';
import { followUps, recommendations } from '../../../committee/candidates/file-port.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { FilePageProps } from './file-props.ts';
import { followUpWords, recommendationWords } from './file-words.ts';

export function OpinionSection(props: FilePageProps): JSX.Element {
  const { opinions } = props.file;
  return (
    <section class="card" aria-labelledby="avis">
      <h2 id="avis">Avis préalables</h2>
      {opinions.length === 0 ? (
        <p>
          Aucun avis. Un dossier complexe peut passer d’abord en commission sociale ou devant une instance
          entre bailleurs.
        </p>
      ) : (
        <ul>
          {opinions.map((opinion) => (
            <li key={`${opinion.body} ${opinion.on}`}>
              {`${opinion.body}, le ${frenchShortDate(opinion.on)} : avis ${recommendationWords[opinion.recommendation]} ; ${followUpWords[opinion.followUp]}.`}
            </li>
          ))}
        </ul>
      )}
      <details class="no-print">
        <summary>Enregistrer un avis…</summary>
        <form class="filters" method="post" action={`${props.path}/avis`}>
          <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
          <input type="hidden" name="_key" value={props.formKey} />
          <div class="field">
            <label for="instance">Instance</label>
            <input id="instance" name="instance" required maxlength={120} autocomplete="off" />
          </div>
          <div class="field">
            <label for="avis-le">Rendu le</label>
            <input id="avis-le" type="date" name="le" required max={props.today} />
          </div>
          <div class="field">
            <label for="recommandation">Recommandation</label>
            <select id="recommandation" name="recommandation" required>
              <option value="">choisir</option>
              {recommendations.map((code) => (
                <option key={code} value={code}>
                  {recommendationWords[code]}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="suite">Suite</label>
            <select id="suite" name="suite" required>
              {followUps.map((code) => (
                <option key={code} value={code}>
                  {followUpWords[code]}
                </option>
              ))}
            </select>
          </div>
          <button type="submit">Enregistrer l’avis</button>
        </form>
      </details>
    </section>
  );
}
