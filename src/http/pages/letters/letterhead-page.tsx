/** The head that all letters share: where they are dated, the address, how to reach the landlord. */
import type { JSX } from 'preact';
import { Layout, type PageFrame } from '../layout.tsx';

export function LetterheadPage(props: {
  frame: PageFrame;
  landlordName: string;
  place: string;
  lines: readonly string[];
  basedOn: number;
  refusal: string | null;
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="En-tête des courriers"
      crumbs={[{ href: '/admin/courriers', label: 'Modèles de courrier' }]}
    >
      <h1>En-tête des courriers</h1>
      {props.refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.refusal}
        </p>
      )}
      <form method="post" action="/admin/courriers/en-tete" class="card narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="version" value={props.basedOn} />
        <p>
          Le nom de l’organisme, <strong>{props.landlordName}</strong>, est toujours en tête.
        </p>
        <div class="field">
          <label for="lieu">Ville d’où les courriers sont datés</label>
          <input id="lieu" name="lieu" value={props.place} maxLength={60} required />
        </div>
        <div class="field">
          <label for="lignes">Adresse, téléphone, courriel : une ligne chacun, six au plus</label>
          <textarea id="lignes" name="lignes" rows={6} class="wide" required>
            {props.lines.join('\n')}
          </textarea>
        </div>
        <button type="submit" class="strong">
          Enregistrer
        </button>
      </form>
    </Layout>
  );
}
