/** Finding a file: by number or by name, in the body of a form. */
import type { JSX } from 'preact';
import type { FoundFile } from '../../../committee/candidates/file-port.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { statusWords } from './file-words.ts';

export function FileSearchPage(props: {
  frame: PageFrame;
  searched: string;
  /** Null before anything is searched. */
  found: readonly FoundFile[] | null;
  fileRef: (number: string) => string;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Dossiers">
      <h1>Trouver un dossier</h1>
      <form class="card narrow" method="post" action="/agent/dossiers">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <div class="field">
          <label for="recherche">Nom, ou numéro unique de la demande</label>
          <input
            id="recherche"
            name="recherche"
            required
            minlength={2}
            maxlength={100}
            value={props.searched}
            autocomplete="off"
          />
        </div>
        <button type="submit" class="strong">
          Chercher
        </button>
      </form>
      <p>
        <a href="/agent/doublons">Doublons à examiner</a>
      </p>
      {props.found === null ? null : <Found {...props} found={props.found} />}
    </Layout>
  );
}

function Found(props: { found: readonly FoundFile[]; fileRef: (number: string) => string }): JSX.Element {
  if (props.found.length === 0) {
    return <p role="status">Aucun dossier ne porte ce nom ou ce numéro. Vérifiez l’orthographe.</p>;
  }
  return (
    <section class="card">
      <h2>{frenchCount(props.found.length, 'dossier')}</h2>
      {props.found.length >= 50 ? <p>Les cinquante premiers : précisez la recherche.</p> : null}
      <ScrollBox label="Dossiers trouvés">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Nom</th>
              <th scope="col">Numéro</th>
              <th scope="col" class="number">
                Personnes
              </th>
              <th scope="col">Déposée le</th>
              <th scope="col">État</th>
            </tr>
          </thead>
          <tbody>
            {props.found.map((file) => (
              <tr key={file.number}>
                <th scope="row">
                  <a href={`/agent/dossiers/${props.fileRef(file.number)}`}>{file.name ?? 'Nom inconnu'}</a>
                </th>
                <td>{file.number}</td>
                <td class="number">{file.persons}</td>
                <td>{frenchShortDate(file.filedOn)}</td>
                <td>{statusWords[file.status]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
