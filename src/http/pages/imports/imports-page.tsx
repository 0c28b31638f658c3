/** Sending a file to import, and the imports asked for. */
import type { JSX } from 'preact';
import type { Job } from '../../../jobs/job.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { instantInWords } from '../tasks/task-words.ts';
import { importKindNames, importState, sentKinds } from './import-words.ts';

export type ListedImport = { job: Job; kindName: string };

export function ImportsPage(props: {
  frame: PageFrame;
  formKey: string;
  imports: readonly ListedImport[];
  problem: string | null;
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Imports" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>Imports</h1>
      <p class="lead">
        Un fichier est importé en entier ou pas du tout. Les lignes à corriger reviennent dans une feuille ;
        le même fichier envoyé deux fois ne change rien la seconde.
      </p>
      {props.problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.problem}
        </p>
      )}
      <SendForm csrfToken={props.frame.csrfToken} formKey={props.formKey} />
      <section class="card">
        <h2>Imports demandés</h2>
        {props.imports.length === 0 ? (
          <p>Aucun fichier n’a encore été envoyé depuis cette page.</p>
        ) : (
          <ImportTable imports={props.imports} />
        )}
      </section>
    </Layout>
  );
}

function SendForm({ csrfToken, formKey }: { csrfToken: string; formKey: string }): JSX.Element {
  return (
    <section class="card">
      <h2>Envoyer un fichier</h2>
      <form method="post" action="/agent/imports" enctype="multipart/form-data" class="narrow">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <div class="field">
          <label for="genre">Ce que contient le fichier</label>
          <select id="genre" name="genre" required>
            {sentKinds.map((kind) => (
              <option key={kind} value={kind}>
                {importKindNames[kind]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="fichier">Fichier</label>
          <input
            id="fichier"
            name="fichier"
            type="file"
            accept=".csv,.xml,text/csv,application/xml"
            required
          />
          <p class="small quiet">Un tableau CSV ou un fichier XML, 512 Mo au plus.</p>
        </div>
        <div class="field">
          <label for="encodage">Lettres accentuées</label>
          <select id="encodage" name="encodage">
            <option value="utf-8">UTF-8 (le plus courant)</option>
            <option value="windows-1252">Windows (ancien tableur)</option>
          </select>
        </div>
        <fieldset class="choice">
          <legend>Ce fichier</legend>
          <label class="tick">
            <input type="radio" name="mode" value="difference" checked /> ajoute et modifie
          </label>
          <label class="tick">
            <input type="radio" name="mode" value="full" /> remplace tout : ce qu’il ne contient pas est
            retiré
          </label>
        </fieldset>
        <label class="tick">
          <input type="checkbox" name="essai" value="oui" /> Essai à blanc : dire ce qui changerait, sans rien
          écrire
        </label>
        <label class="tick">
          <input type="checkbox" name="retraits" value="oui" /> Un fichier complet peut retirer plus d’un
          cinquième de ce qui existe
        </label>
        <button type="submit" class="strong">
          Envoyer
        </button>
      </form>
    </section>
  );
}

function ImportTable({ imports }: { imports: readonly ListedImport[] }): JSX.Element {
  return (
    <ScrollBox label="Imports demandés">
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Demandé le</th>
            <th scope="col">Contenu</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody>
          {imports.map(({ job, kindName }) => (
            <tr key={job.id}>
              <th scope="row">
                <a href={`/agent/imports/${job.id}`}>{instantInWords(job.createdAt)}</a>
              </th>
              <td>{kindName}</td>
              <td>{importState(job)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
