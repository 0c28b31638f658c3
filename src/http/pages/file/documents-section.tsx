/** Documents of the closed list, each with its state, its expiry and the gestures that its state allows. */
import type { JSX } from 'preact';
import { documentListOn, type ListedDocument } from '../../../committee/candidates/document-list.ts';
import {
  type DocumentGesture,
  type DocumentStanding,
  documentRefusalReasons,
  documentRefusalWords,
  documentsFor,
  type HeldDocument,
  missingDocuments,
  standingOf,
} from '../../../committee/candidates/documents.ts';
import type { Application } from '../../../domain/application.ts';
import { type CivilDate, civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { SentFile } from '../../../portal/standing/sent-file.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { sizeInWords } from '../../upload.ts';
import { standingWords } from './file-words.ts';

type DocumentsProps = {
  application: Application;
  held: readonly HeldDocument[];
  today: CivilDate;
  /** Where the forms go; the page that they come back to follows from it. */
  action: string;
  /** Files that the household sent, and where they open; none on pages that only record. */
  sent?: { files: readonly SentFile[]; path: string };
  csrfToken: string;
};

/** What a state allows: a good document offers no request, so that none is asked twice. */
const gesturesOf: Readonly<Record<DocumentStanding, readonly DocumentGesture[]>> = {
  absent: ['request', 'receive'],
  requested: ['receive'],
  received: ['accept', 'refuse'],
  valid: [],
  expired: ['request', 'receive'],
  refused: ['request', 'receive'],
};

const gestureWords: Readonly<Record<DocumentGesture, string>> = {
  request: 'Demander',
  receive: 'Reçue',
  accept: 'Vérifiée, conforme',
  refuse: 'Non conforme',
};

const tagOf: Readonly<Record<DocumentStanding, string>> = {
  absent: 'tag',
  requested: 'tag tag-warn',
  received: 'tag tag-warn',
  valid: 'tag tag-good',
  expired: 'tag tag-bad',
  refused: 'tag tag-bad',
};

export function DocumentsSection(props: DocumentsProps): JSX.Element {
  const { application, held, today } = props;
  const list = documentListOn(today);
  const missing = missingDocuments(application, held, today);
  const asked = documentsFor(application, today);
  const byCode = new Map(held.map((document) => [document.document, document]));
  const wanted = new Set(missing.map(({ code }) => code));
  const isWanted = (code: string) => byCode.has(code) || wanted.has(code);
  const shown = (category: ListedDocument['category']) =>
    asked.filter(
      (document) => document.category === category && (category === 'mandatory' || isWanted(document.code)),
    );
  const others = asked.filter(({ code, category }) => category === 'complementary' && !isWanted(code));
  if (list === null)
    return <p>Aucune liste de pièces n’est en vigueur à cette date : rien ne peut être demandé.</p>;
  return (
    <>
      <p class="small quiet">
        {`Liste fermée (${list.article}, ${list.source}) : aucune autre pièce ne peut être demandée.`}
      </p>
      {missing.length === 0 ? (
        <p class="state-good">✔ Rien ne manque pour une décision sans condition.</p>
      ) : (
        <p>
          <strong>Il manque, pour une décision sans condition suspensive :</strong>{' '}
          {missing.map(({ label }) => lowerFirst(label)).join(' ; ')}.
        </p>
      )}
      <Lines {...props} label="Pièces obligatoires" documents={shown('mandatory')} byCode={byCode} />
      {shown('complementary').length === 0 ? null : (
        <Lines
          {...props}
          label="Pièces complémentaires au dossier"
          documents={shown('complementary')}
          byCode={byCode}
        />
      )}
      <details>
        <summary>Autres pièces complémentaires que la situation du ménage permet de demander</summary>
        <Lines {...props} label="Autres pièces complémentaires" documents={others} byCode={byCode} />
      </details>
    </>
  );
}

function Lines(
  props: DocumentsProps & {
    label: string;
    documents: readonly ListedDocument[];
    byCode: ReadonlyMap<string, HeldDocument>;
  },
): JSX.Element {
  return (
    <ScrollBox label={props.label}>
      <table class="plain small">
        <caption>{props.label}</caption>
        <thead>
          <tr>
            <th scope="col">Pièce</th>
            <th scope="col">État</th>
            <th scope="col">Valable jusqu’au</th>
            <th scope="col">Gestes</th>
          </tr>
        </thead>
        <tbody>
          {props.documents.map((document) => (
            <Line key={document.code} {...props} document={document} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Line(
  props: DocumentsProps & { document: ListedDocument; byCode: ReadonlyMap<string, HeldDocument> },
): JSX.Element {
  const { document, today } = props;
  const held = props.byCode.get(document.code);
  const standing = standingOf(held, today);
  const since = held?.checkedOn ?? held?.receivedOn ?? held?.requestedOn ?? null;
  return (
    <tr>
      <th scope="row">
        {document.label}
        <SentFiles {...props} code={document.code} />
      </th>
      <td>
        <span class={tagOf[standing]}>{standingWords[standing]}</span>
        {since === null ? '' : ` le ${frenchShortDate(since)}`}
        {standing === 'refused' && documentRefusalWords(held?.refusalReason) !== null
          ? ` : ${documentRefusalWords(held?.refusalReason)}`
          : null}
        {standing === 'valid' && held?.checkedBy ? <span class="quiet">{`, ${held.checkedBy}`}</span> : null}
      </td>
      <td>
        {held?.validUntil
          ? frenchShortDate(held.validUntil)
          : standing === 'valid' || standing === 'received'
            ? 'sans limite'
            : ''}
      </td>
      <td>
        {gesturesOf[standing].length === 0 ? (
          <span class="quiet">rien à demander</span>
        ) : (
          <form class="pin" method="post" action={props.action}>
            <input type="hidden" name="_csrf" value={props.csrfToken} />
            <input type="hidden" name="piece" value={document.code} />
            {standing === 'received' ? (
              <label>
                Si non conforme, pourquoi{' '}
                <select name="motif">
                  <option value="">choisir une raison</option>
                  {documentRefusalReasons.map(([code, words]) => (
                    <option key={code} value={code}>
                      {words}
                    </option>
                  ))}
                </select>
              </label>
            ) : null}
            {standing === 'requested' || standing === 'received' ? (
              <label>
                Valable jusqu’au <input type="date" name="valableJusquAu" value={held?.validUntil ?? ''} />
              </label>
            ) : null}
            {gesturesOf[standing].map((gesture) => (
              <button key={gesture} type="submit" name="geste" value={gesture}>
                {gestureWords[gesture]}
                <span class="visually-hidden">{` : ${document.label}`}</span>
              </button>
            ))}
          </form>
        )}
      </td>
    </tr>
  );
}

/** What the household sent for a document: opened as a file to keep, never shown inside a page. */
function SentFiles({ sent, code }: Pick<DocumentsProps, 'sent'> & { code: string }): JSX.Element | null {
  const own = (sent?.files ?? []).filter(({ document, state }) => document === code && state === 'complete');
  if (own.length === 0) return null;
  return (
    <ul class="small">
      {own.map(({ id, fileName, declaredBytes, sentAt }) => (
        <li key={id}>
          <a href={`${sent?.path}/${id}`}>{fileName}</a>
          {`, ${sizeInWords(declaredBytes)}, ${frenchShortDate(civilDateInParis(sentAt))}`}
        </li>
      ))}
    </ul>
  );
}

/** "pièce d’identité…" within a sentence; "CAF" and "N-2" keep their capitals. */
function lowerFirst(label: string): string {
  return `${label.charAt(0).toLocaleLowerCase('fr-FR')}${label.slice(1)}`;
}
