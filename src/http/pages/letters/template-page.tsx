/** One template: edit, see it with an invented household, keep it, go back to an older one. */
import type { JSX } from 'preact';
import type { LetterContent } from '../../../committee/letters/letter-content.ts';
import { type LetterKind, letterNames } from '../../../committee/letters/letter-kind.ts';
import type { TemplateVersion } from '../../../committee/letters/letter-port.ts';
import { placeholderMeanings, placeholdersOf } from '../../../committee/letters/placeholders.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { LetterSheet } from './letter-page.tsx';
import { versionInWords } from './templates-page.tsx';

export type TemplatePageProps = {
  frame: PageFrame;
  kind: LetterKind;
  typed: { subject: string; body: string };
  /** The version in force when this form was made. */
  basedOn: number;
  history: readonly TemplateVersion[];
  faults: readonly string[];
  /** The letter that the typed text gives; null where faults keep it from being written. */
  preview: LetterContent | null;
};

export function TemplatePage(props: TemplatePageProps): JSX.Element {
  const { frame, kind, history } = props;
  return (
    <Layout
      frame={frame}
      title={`Modèle : ${letterNames[kind]}`}
      crumbs={[{ href: '/admin/courriers', label: 'Modèles de courrier' }]}
    >
      <h1>{`Modèle : ${letterNames[kind]}`}</h1>
      <Faults faults={props.faults} />
      <EditForm {...props} />
      <Placeholders kind={kind} />
      <section>
        <h2>Aperçu, pour un ménage inventé</h2>
        {props.preview === null ? (
          <p>Corrigez le texte pour voir l’aperçu.</p>
        ) : (
          <LetterSheet content={props.preview} address={['5 rue de l’Exemple', '57000 Metz']} />
        )}
      </section>
      <section class="card">
        <h2>Versions</h2>
        <ul class="checks">
          {history.map((version) => (
            <li key={version.version}>
              <a href={`/admin/courriers/${kind}?version=${version.version}`}>{versionInWords(version)}</a>
            </li>
          ))}
        </ul>
        <p class="small">
          Ouvrir une version la met dans le formulaire. Elle ne sert que si vous l’enregistrez.
        </p>
      </section>
    </Layout>
  );
}

function Faults({ faults }: { faults: readonly string[] }): JSX.Element | null {
  if (faults.length === 0) return null;
  return (
    <div class="alert alert-bad" role="alert" id="fautes">
      <p>
        <strong>Le modèle n’est pas enregistré.</strong>
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}

function EditForm({ frame, kind, typed, basedOn, faults }: TemplatePageProps): JSX.Element {
  const described = faults.length === 0 ? 'aide' : 'aide fautes';
  return (
    <form method="post" action={`/admin/courriers/${kind}`} class="card">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={basedOn} />
      <div class="field">
        <label for="objet">Objet</label>
        <input id="objet" name="objet" value={typed.subject} maxLength={150} required />
      </div>
      <div class="field">
        <label for="texte">Texte</label>
        <p id="aide" class="small">
          Une ligne vide sépare deux paragraphes. « ## » ouvre un titre. Les mots entre accolades sont
          remplacés dans chaque courrier.
        </p>
        <textarea id="texte" name="texte" rows={22} class="wide" aria-describedby={described} required>
          {typed.body}
        </textarea>
      </div>
      <div class="gesture">
        <button type="submit" name="geste" value="voir">
          Voir l’aperçu
        </button>
        <button type="submit" name="geste" value="enregistrer" class="strong">
          Enregistrer
        </button>
      </div>
    </form>
  );
}

function Placeholders({ kind }: { kind: LetterKind }): JSX.Element {
  const { allowed, required } = placeholdersOf[kind];
  return (
    <section class="card">
      <h2>Mots entre accolades</h2>
      <ScrollBox label="Mots entre accolades">
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">À écrire</th>
              <th scope="col">Ce qui le remplace</th>
              <th scope="col">Nécessaire</th>
            </tr>
          </thead>
          <tbody>
            {allowed.map((name) => (
              <tr key={name}>
                <th scope="row">
                  <code>{`{{${name}}}`}</code>
                </th>
                <td>{placeholderMeanings[name]}</td>
                <td>{required.includes(name) ? 'oui' : 'non'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}
