/** Two forms: ask for documents of the closed list, tell a tenant the opinion of the committee. */
import type { JSX } from 'preact';
import type { DocumentList } from '../../../committee/candidates/document-list.ts';
import { occupancySituations } from '../../../committee/letters/letter-situation.ts';
import { occupancyInWords } from '../../../committee/letters/letter-words.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type TypedLetter = { number: string };

type NewLetterProps = {
  frame: PageFrame;
  documents: DocumentList | null;
  today: CivilDate;
  /** Made with the page: the same form sent twice writes one letter. */
  formKey: string;
  typed: TypedLetter;
  refusals: readonly string[];
};

export function NewLetterPage(props: NewLetterProps): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Écrire un courrier"
      crumbs={[{ href: '/agent/courriers', label: 'Courriers' }]}
    >
      <h1>Écrire un courrier</h1>
      {props.refusals.length === 0 ? null : (
        <div class="alert alert-bad" role="alert">
          <p>
            <strong>Rien n’a été écrit.</strong>
          </p>
          <ul>
            {props.refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="prose">
        Les courriers des décisions s’écrivent d’un geste depuis la <a href="/agent/courriers">liste</a>,
        après la clôture de la séance.
      </p>
      <DocumentsForm {...props} />
      <OpinionForm {...props} />
    </Layout>
  );
}

function Common(props: NewLetterProps & { kind: string }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="_key" value={props.formKey} />
      <input type="hidden" name="courrier" value={props.kind} />
      <div class="field">
        <label for={`numero-${props.kind}`}>Numéro unique de la demande</label>
        <input
          id={`numero-${props.kind}`}
          name="numero"
          value={props.typed.number}
          required
          maxLength={40}
          autocomplete="off"
        />
      </div>
    </>
  );
}

function DocumentsForm(props: NewLetterProps): JSX.Element {
  const { documents } = props;
  return (
    <section class="card">
      <h2>Demander des pièces</h2>
      {documents === null ? (
        <p>Aucune liste de pièces n’est chargée pour aujourd’hui : aucune pièce ne peut être demandée.</p>
      ) : (
        <form method="post" action="/agent/courriers/nouveau">
          <Common {...props} kind="documentRequest" />
          <fieldset class="choice">
            <legend>Pièces de la liste limitative ({documents.article})</legend>
            {documents.documents.map(({ code, label }) => (
              <label key={code} class="tick">
                <input type="checkbox" name="pieces" value={code} /> {label}
              </label>
            ))}
          </fieldset>
          <div class="field">
            <label for="jour">Dernier jour pour les envoyer</label>
            <input id="jour" type="date" name="jour" value={addDays(props.today, 15)} required />
          </div>
          <button type="submit" class="strong">
            Écrire la demande de pièces
          </button>
        </form>
      )}
    </section>
  );
}

function OpinionForm(props: NewLetterProps): JSX.Element {
  return (
    <section class="card">
      <h2>Avis sur l’occupation d’un logement</h2>
      <p class="small">
        Examen triennal de l’occupation (CCH L441-2 IV, L442-5-2) : l’avis de la commission est notifié au
        locataire.
      </p>
      <form method="post" action="/agent/courriers/nouveau">
        <Common {...props} kind="occupancyOpinion" />
        <div class="field">
          <label for="seance">Jour de la séance</label>
          <input id="seance" type="date" name="seance" required />
        </div>
        <fieldset class="choice">
          <legend>Situation constatée</legend>
          {occupancySituations.map((situation) => (
            <label key={situation} class="tick">
              <input type="radio" name="situation" value={situation} required /> {occupancyInWords[situation]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="logement">Logement qui conviendrait (jamais la santé : « de plain-pied »)</label>
          <input id="logement" name="logement" maxLength={300} required />
        </div>
        <div class="field">
          <label for="conseils">Conseils, un par ligne</label>
          <textarea id="conseils" name="conseils" rows={3} maxLength={1000} class="wide" />
        </div>
        <button type="submit" class="strong">
          Écrire l’avis
        </button>
      </form>
    </section>
  );
}
