/** "Mes documents": each document of the closed list, where it stands, and a form to send it. */
import type { JSX } from 'preact';
import { documentListOn, type ListedDocument } from '../../../committee/candidates/document-list.ts';
import {
  type DocumentStanding,
  documentsFor,
  type HeldDocument,
  missingDocuments,
  standingOf,
} from '../../../committee/candidates/documents.ts';
import type { Application } from '../../../domain/application.ts';
import { type CivilDate, civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { labelForHousehold } from '../../../portal/standing/document-label.ts';
import { type SentFile, sentLimits } from '../../../portal/standing/sent-file.ts';
import { assetUrl } from '../../assets.ts';
import { acceptOf, sizeInWords, uploadHint } from '../../upload.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { documentRules } from './document-uploads.ts';
import { documentStandingWords } from './document-words.ts';

export type DocumentsPageProps = {
  frame: PageFrame;
  today: CivilDate;
  application: Application;
  held: readonly HeldDocument[];
  sent: readonly SentFile[];
  mayAct: boolean;
  /** Why the last file was not taken, at its document. */
  problem: { code: string; words: string } | null;
  /** Code of the document that was just received. */
  received: string | null;
  removed: boolean;
};

type Row = { document: ListedDocument; held: HeldDocument | undefined; standing: DocumentStanding };

export function DocumentsPage(props: DocumentsPageProps): JSX.Element {
  const { frame, application, today } = props;
  const byCode = new Map(props.held.map((held) => [held.document, held]));
  const missing = new Set(missingDocuments(application, props.held, today).map(({ code }) => code));
  const rows = documentsFor(application, today).map((listed): Row => {
    const document = { ...listed, label: labelForHousehold(listed.label, today) };
    const held = byCode.get(document.code);
    return { document, held, standing: standingOf(held, today) };
  });
  const waits = ({ document, standing }: Row) =>
    standing === 'requested' ||
    standing === 'refused' ||
    (missing.has(document.code) && (standing === 'absent' || standing === 'expired'));
  const known = ({ standing }: Row) => standing === 'received' || standing === 'valid';
  const others = rows.filter((row) => !waits(row) && !known(row));
  return (
    <Layout frame={frame} title="Mes documents" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Mes documents</h1>
      <Said {...props} />
      <p class="prose">
        Un document vérifié n’est jamais demandé deux fois. La liste est fixée par la loi : on ne peut pas
        vous en demander d’autres.
      </p>
      <Group title="À envoyer" rows={rows.filter(waits)} {...props}>
        <p>Rien à envoyer : aucun document ne manque à votre dossier.</p>
      </Group>
      <Group title="Reçus" rows={rows.filter(known)} {...props}>
        <p>Aucun document reçu encore.</p>
      </Group>
      {others.length === 0 ? null : (
        <details open={others.some(({ document }) => document.code === props.problem?.code)}>
          <summary>Envoyer un autre document de la liste, si ma situation a changé</summary>
          <Group title="Autres documents" rows={others} {...props} />
        </details>
      )}
      <h2>Ce que deviennent vos documents</h2>
      <p class="prose">
        Seules les personnes qui instruisent votre demande les ouvrent, et chaque ouverture est notée. Ils
        servent à votre demande, et à rien d’autre. Ils sont gardés tant que votre demande est active, puis
        effacés un an après sa fin. Vous pouvez reprendre un fichier tant qu’il n’est pas vérifié.
      </p>
      <p class="quiet small">
        {`La liste : ${(documentListOn(today)?.article ?? '').replace('CCH', 'Code de la construction et de l’habitation, article')}.`}
      </p>
      {props.mayAct ? <script src={assetUrl('upload.js')} defer /> : null}
    </Layout>
  );
}

function Said({ problem, received, removed }: DocumentsPageProps): JSX.Element | null {
  if (problem !== null) {
    return (
      <p class="alert alert-bad" role="alert">
        {problem.words}
      </p>
    );
  }
  if (received === null && !removed) return null;
  return (
    <p class="alert good" role="status">
      {received === null
        ? 'Le fichier est repris : il n’est plus dans votre dossier.'
        : 'C’est reçu. Une personne va vérifier le document. Vous serez prévenu s’il faut en envoyer un autre.'}
    </p>
  );
}

function Group(
  props: DocumentsPageProps & { title: string; rows: readonly Row[]; children?: JSX.Element },
): JSX.Element {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.rows.length === 0 ? props.children : null}
      <ul class="dated-steps">
        {props.rows.map((row) => (
          <DocumentCard key={row.document.code} {...props} row={row} />
        ))}
      </ul>
    </section>
  );
}

function DocumentCard(props: DocumentsPageProps & { row: Row }): JSX.Element {
  const { row, sent } = props;
  const { document, standing, held } = row;
  const own = sent.filter(({ document: code, state }) => code === document.code && state === 'complete');
  const broken = sent.some(({ document: code, state }) => code === document.code && state === 'partial');
  const full = own.length >= sentLimits.filesOfDocument;
  const asked = standing === 'requested' || standing === 'refused';
  return (
    <li class={asked ? 'card step-to-do' : 'card'} id={`document-${document.code}`}>
      <h3>{document.label}</h3>
      <p>
        {asked ? (
          <strong>{documentStandingWords(standing, held)}</strong>
        ) : (
          documentStandingWords(standing, held)
        )}
      </p>
      {own.length === 0 ? null : (
        <ul>
          {own.map((file, index) => (
            <li key={file.id}>
              {`Fichier ${own.length - index}, ${sizeInWords(file.declaredBytes)}, envoyé le ${frenchLongDate(civilDateInParis(file.sentAt))}`}
              {props.mayAct && standing !== 'valid' ? <TakeBack frame={props.frame} file={file} /> : null}
            </li>
          ))}
        </ul>
      )}
      {broken && props.mayAct ? (
        <p>Un envoi s’est arrêté en route. Choisissez le même fichier : il reprend là où il en était.</p>
      ) : null}
      {props.mayAct && standing !== 'valid' && !full ? (
        <SendForm {...props} code={document.code} label={document.label} again={own.length > 0} />
      ) : null}
      {props.mayAct ? null : <p class="quiet">Votre mandat permet de lire, pas d’envoyer.</p>}
    </li>
  );
}

function SendForm(props: DocumentsPageProps & { code: string; label: string; again: boolean }): JSX.Element {
  const field = `fichier-${props.code}`;
  const wrong = props.problem?.code === props.code;
  const form = (
    <form method="post" action="/demandeur/documents" encType="multipart/form-data" data-upload={props.code}>
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="document" value={props.code} />
      <label for={field}>
        Choisir un fichier, ou prendre une photo
        <span class="visually-hidden">{` : ${props.label}`}</span>
      </label>
      <p class="quiet small" id={`${field}-aide`}>
        {uploadHint(documentRules)}
      </p>
      <input
        id={field}
        type="file"
        name="fichier"
        required
        accept={acceptOf(documentRules)}
        aria-describedby={`${field}-aide`}
        aria-invalid={wrong ? 'true' : undefined}
      />
      <p class="gesture">
        <button class="strong" type="submit">
          Envoyer
          <span class="visually-hidden">{` : ${props.label}`}</span>
        </button>
      </p>
      <p role="status" data-progress hidden />
    </form>
  );
  if (!props.again) return form;
  return (
    <details open={wrong}>
      <summary>Ajouter une page ou un autre fichier</summary>
      {form}
    </details>
  );
}

function TakeBack({ frame, file }: { frame: PageFrame; file: SentFile }): JSX.Element {
  return (
    <form method="post" action="/demandeur/documents/retirer" class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="fichier" value={file.id} />
      <button type="submit">
        Reprendre ce fichier
        <span class="visually-hidden">{` envoyé le ${frenchLongDate(civilDateInParis(file.sentAt))}`}</span>
      </button>
    </form>
  );
}
