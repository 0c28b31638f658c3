/** What an officer sends to compare: an extract as a file or pasted, and the days of the leases. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import type { Period } from '../../../reporting/indicator.ts';
import { acceptOf, uploadHint } from '../../upload.ts';
import { extractUpload } from '../register/extract-reading.ts';

export function ExtractForms(props: { action: string; csrfToken: string; period: Period }): JSX.Element {
  const { action, csrfToken, period } = props;
  return (
    <section class="card no-print" aria-labelledby="comparer">
      <h2 id="comparer">Comparer un extrait</h2>
      <form method="post" action={action} enctype="multipart/form-data">
        <Opening csrfToken={csrfToken} period={period} of="fichier" />
        <div class="field">
          <label for="extrait-fichier">Fichier de l’extrait (message XML du SNE, ou tableau CSV)</label>
          <input
            id="extrait-fichier"
            type="file"
            name={extractUpload.field}
            accept={acceptOf(extractUpload)}
            required
            aria-describedby="extrait-aide"
          />
          <p id="extrait-aide" class="small quiet">
            {uploadHint(extractUpload)} Il est lu puis oublié : rien n’en est gardé.
          </p>
        </div>
        <p>
          <button type="submit">Comparer ce fichier</button>
        </p>
      </form>
      <h3>Ou coller son contenu</h3>
      <form method="post" action={action}>
        <Opening csrfToken={csrfToken} period={period} of="texte" />
        <div class="field">
          <label for="extrait-texte">Contenu de l’extrait</label>
          <textarea id="extrait-texte" name="extrait" rows={5} required spellcheck={false} class="wide" />
        </div>
        <p>
          <button type="submit">Comparer ce contenu</button>
        </p>
      </form>
    </section>
  );
}

/** The token and the days compared; fields come before a file, so that they are read first. */
function Opening(props: { csrfToken: string; period: Period; of: string }): JSX.Element {
  const day = (name: string, label: string, value: CivilDate) => (
    <div class="field">
      <label for={`${name}-${props.of}`}>{label}</label>
      <input id={`${name}-${props.of}`} type="date" name={name} value={value} required />
    </div>
  );
  return (
    <>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      {day('du', 'Baux signés du', props.period.from)}
      {day('au', 'au', props.period.until)}
    </>
  );
}
