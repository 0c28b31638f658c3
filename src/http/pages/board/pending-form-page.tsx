/** "Votre saisie n’a pas été perdue": what was typed before the sign-in expired, to send again or to drop. */
import type { JSX } from 'preact';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PendingForm } from '../../middleware/pending-form.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { momentInWords } from './home-words.ts';
import { fieldInWords, isShownField, pageInWords } from './pending-form-words.ts';

export function PendingFormPage(props: { frame: PageFrame; pending: PendingForm | null }): JSX.Element {
  const { frame, pending } = props;
  if (pending === null) {
    return (
      <Layout frame={frame} title="Saisie en attente">
        <h1>Aucune saisie en attente</h1>
        <p>Tout ce que vous avez envoyé a été traité.</p>
      </Layout>
    );
  }
  const fields = Object.entries(pending.fields);
  const shown = fields.filter(([name]) => isShownField(name));
  return (
    <Layout frame={frame} title="Votre saisie n’a pas été perdue">
      <h1>Votre saisie n’a pas été perdue</h1>
      <p class="lead prose">
        Votre connexion n’était plus valable au moment de l’envoi, {momentInWords(new Date(pending.at))}. Rien
        n’a été enregistré. Vérifiez ce qui suit, puis renvoyez-le.
      </p>
      <section class="card" aria-labelledby="quoi">
        <h2 id="quoi">{pageInWords(pending.path)}</h2>
        {shown.length === 0 ? (
          <p>Un geste sans texte (un bouton de cette page).</p>
        ) : (
          <ScrollBox label="Ce que vous aviez saisi">
            <table class="plain">
              <tbody>
                {shown.map(([name, value]) => (
                  <tr key={name}>
                    <th scope="row">{fieldInWords(name)}</th>
                    <td>{Array.isArray(value) ? value.join(', ') : value}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
        <form method="post" action={pending.path}>
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_saisie" value={pending.id} />
          {fields.flatMap(([name, value]) =>
            [value]
              .flat()
              .map((one, index) => <input key={`${name} ${index}`} type="hidden" name={name} value={one} />),
          )}
          <button type="submit" class="strong">
            Renvoyer cette saisie
          </button>
        </form>
        <form method="post" action="/saisie/oublier" class="gesture">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <button type="submit">Ne pas la renvoyer</button>
        </form>
      </section>
    </Layout>
  );
}
