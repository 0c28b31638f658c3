/** What an officer pastes (an extract, a column of numbers), and the files made before. */
import type { JSX } from 'preact';
import type { RegisterExport } from '../../../committee/register-port.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { acceptOf, uploadHint } from '../../upload.ts';
import { CopyLater } from '../exports/copy-later.tsx';
import type { PageFrame } from '../layout.tsx';
import { extractUpload } from './extract-reading.ts';

export function ExtractForm({ csrfToken }: { csrfToken: string }): JSX.Element {
  return (
    <section class="card" aria-labelledby="rapprocher">
      <h2 id="rapprocher">Rapprocher un extrait du SNE</h2>
      <form method="post" action="/agent/sne/extrait">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <div class="field">
          <label for="extrait">Contenu de l’extrait (message XML du SNE, ou tableau CSV des demandes)</label>
          <textarea id="extrait" name="extrait" rows={6} required spellcheck={false} class="wide" />
        </div>
        <p>
          <button type="submit">Comparer ce contenu</button>
        </p>
      </form>
      <h3>Ou envoyer le fichier</h3>
      <form method="post" action="/agent/sne/extrait" enctype="multipart/form-data">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <div class="field">
          <label for="fichier-extrait">Fichier de l’extrait</label>
          <input
            id="fichier-extrait"
            type="file"
            name={extractUpload.field}
            accept={acceptOf(extractUpload)}
            required
            aria-describedby="fichier-extrait-aide"
          />
          <p id="fichier-extrait-aide" class="small quiet">
            {uploadHint(extractUpload)} Il est lu puis oublié : rien n’en est gardé.
          </p>
        </div>
        <p>
          <button type="submit">Comparer ce fichier</button>
        </p>
        <p class="small quiet">
          La comparaison ne change rien : chaque écart est expliqué, et vous choisissez champ par champ.
        </p>
      </form>
    </section>
  );
}

export function NumbersForm({ csrfToken, text }: { csrfToken: string; text: string }): JSX.Element {
  return (
    <section class="card" aria-labelledby="numeros">
      <h2 id="numeros">Coller des numéros uniques</h2>
      <form method="post" action="/agent/sne/numeros">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <div class="field">
          <label for="colonne">
            Une colonne d’un tableur, un courriel, une liste : les numéros y sont reconnus
          </label>
          <textarea id="colonne" name="colonne" rows={5} required spellcheck={false} class="wide">
            {text}
          </textarea>
        </div>
        <button type="submit">Retrouver les dossiers</button>
      </form>
    </section>
  );
}

const registerFiles = [
  { file: 'radiations.xml', label: 'radiations' },
  { file: 'evenements.xml', label: 'événements' },
  { file: 'evenements.csv', label: 'tableau' },
] as const;

export function Exports({
  frame,
  exports,
}: {
  frame: PageFrame;
  exports: readonly RegisterExport[];
}): JSX.Element {
  return (
    <section class="card" aria-labelledby="fichiers">
      <h2 id="fichiers">Fichiers préparés</h2>
      {exports.length === 0 ? (
        <p>Aucun fichier préparé pour l’instant.</p>
      ) : (
        <ScrollBox label="Tableau des fichiers">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Jour</th>
                <th scope="col">Par</th>
                <th scope="col" class="number">
                  Événements
                </th>
                <th scope="col">Télécharger</th>
              </tr>
            </thead>
            <tbody>
              {exports.map((made) => (
                <tr key={made.id}>
                  <th scope="row">{frenchShortDate(made.on)}</th>
                  <td>{made.by}</td>
                  <td class="number">{made.events}</td>
                  <td>
                    <a href={`/agent/sne/exports/${made.id}/radiations.xml`}>radiations (XML)</a>,{' '}
                    <a href={`/agent/sne/exports/${made.id}/evenements.xml`}>événements (XML)</a>,{' '}
                    <a href={`/agent/sne/exports/${made.id}/evenements.csv`}>tableau (CSV)</a>
                    <CopyLater
                      frame={frame}
                      lead="En arrière-plan :"
                      copies={registerFiles.map(({ file, label }) => ({
                        label,
                        hidden: `du ${frenchShortDate(made.on)}`,
                        subject: { what: 'register', exportId: made.id, file },
                      }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <p class="small quiet">
        Les radiations suivent l’interface d’échange du SNE. Son message d’événements n’est pas public : la
        forme du fichier d’événements en est déduite.
      </p>
    </section>
  );
}
