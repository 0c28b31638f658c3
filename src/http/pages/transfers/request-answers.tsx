/** What the household of a request was told, newest first: officers read the same words. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { RequestFile } from '../../../portal/transfers/transfer-port.ts';

export function RequestAnswers({ file }: { file: RequestFile }): JSX.Element {
  const { answers } = file.details;
  return (
    <section class="card" aria-labelledby="reponses">
      <h2 id="reponses">Ce que le ménage a lu</h2>
      {answers.length === 0 ? (
        <p>Aucune réponse encore. Chaque étape en envoie une, avec la date de la suivante.</p>
      ) : (
        <ol reversed class="checks">
          {[...answers].reverse().map((answer, index) => (
            <li key={`${answer.on} ${answers.length - index}`}>
              <strong>{frenchShortDate(answer.on)}</strong>
              {answer.text.split('\n\n').map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
