/** One letter as the household reads it, with what can still be done to make it leave. */
import type { JSX } from 'preact';
import { closing, greeting, type LetterContent } from '../../../committee/letters/letter-content.ts';
import { letterNames } from '../../../committee/letters/letter-kind.ts';
import type { StoredLetter } from '../../../committee/letters/letter-port.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { handReasons, sentWords, stateTitles } from './letter-words.ts';

export function LetterPage(props: {
  frame: PageFrame;
  letter: StoredLetter;
  /** Null for those who may not open files. */
  fileHref: string | null;
  refusal: string | null;
}): JSX.Element {
  const { frame, letter } = props;
  const title = `${letterNames[letter.kind]} — ${letter.recipientName ?? 'sans nom'}`;
  return (
    <Layout frame={frame} title={title} crumbs={[{ href: '/agent/courriers', label: 'Courriers' }]}>
      <h1>{letterNames[letter.kind]}</h1>
      {props.refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.refusal}
        </p>
      )}
      <section class="card no-print">
        <h2>{letter.state === 'sent' ? 'Parti' : stateTitles[letter.state]}</h2>
        <p>{standing(letter)}</p>
        <Gestures {...props} />
        {props.fileHref === null ? null : (
          <p>
            <a href={props.fileHref}>Voir le dossier</a>
          </p>
        )}
      </section>
      <LetterSheet content={letter.content} address={addressLines(letter)} />
    </Layout>
  );
}

/** The sheet itself: on screen in an order that reads well; the PDF sets it for a window envelope. */
export function LetterSheet(props: { content: LetterContent; address: readonly string[] }): JSX.Element {
  const { content, address } = props;
  return (
    <article class="card prose" aria-label="Texte du courrier">
      <p>
        <strong>{content.sender.name}</strong>
        {content.sender.lines.map((line) => (
          <span key={line}>
            <br />
            {line}
          </span>
        ))}
      </p>
      <p>
        {[content.recipientName ?? 'Madame, Monsieur', ...address].map((line, index) => (
          <span key={line}>
            {index === 0 ? null : <br />}
            {line}
          </span>
        ))}
      </p>
      <p class="quiet">
        {content.sender.place === '' ? 'Le' : `${content.sender.place}, le`}{' '}
        {frenchLongDate(content.writtenOn)}
        <br />
        Votre numéro de demande : {content.number}
        {content.traceable ? (
          <>
            <br />
            Lettre recommandée avec avis de réception
          </>
        ) : null}
      </p>
      <h2>{content.subject}</h2>
      <p>{greeting}</p>
      {[...content.body, ...content.legal].map((block, index) => {
        const key = `${index}`;
        if (block.kind === 'heading') return <h3 key={key}>{block.text}</h3>;
        if (block.kind === 'paragraph') return <p key={key}>{block.text}</p>;
        return (
          <ul key={key}>
            {block.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        );
      })}
      <p>{closing}</p>
      <p>
        <strong>{content.sender.name}</strong>
      </p>
    </article>
  );
}

function Gestures({ frame, letter }: { frame: PageFrame; letter: StoredLetter }): JSX.Element {
  const path = `/agent/courriers/${letter.id}`;
  const gesture = (action: string, label: string) => (
    <form method="post" action={`${path}/${action}`}>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <button type="submit">{label}</button>
    </form>
  );
  const unsent = letter.state !== 'sent';
  return (
    <div class="gesture">
      <a class="button" href={`${path}.pdf`}>
        Ouvrir le PDF
      </a>
      {letter.state === 'failed' || letter.state === 'toEmail'
        ? gesture('envoyer', 'Envoyer par courriel')
        : null}
      {unsent && letter.delivery.by !== 'hand' && letter.state !== 'queued'
        ? gesture('poste', 'Noter comme posté')
        : null}
      {unsent && letter.state !== 'queued' ? gesture('remis', 'Noter comme remis en main propre') : null}
    </div>
  );
}

function standing(letter: StoredLetter): string {
  if (letter.sentAt !== null) {
    const how = letter.sentBy === null ? '' : ` ${sentWords[letter.sentBy]}`;
    return `Parti le ${frenchLongDate(civilDateInParis(letter.sentAt))}${how}.`;
  }
  if (letter.handBecause !== null) {
    return `Ce courrier ne peut pas partir seul : ${handReasons[letter.handBecause]}. Remettez-le au ménage, puis notez-le ici.`;
  }
  if (letter.state === 'failed') return letter.cause ?? 'Le courriel n’est pas parti.';
  if (letter.state === 'queued') return 'Le courriel partira dans la minute.';
  if (letter.guarded)
    return 'Dossier protégé : seul le nouveau moyen de contact est utilisé. Il n’est montré nulle part.';
  return letter.traceable
    ? 'À poster en recommandé avec avis de réception : gardez la preuve.'
    : 'Prêt à partir.';
}

/** Under protection a screen that others may see over a shoulder shows no address. */
function addressLines(letter: StoredLetter): readonly string[] {
  if (letter.guarded) return ['(adresse protégée)'];
  return letter.delivery.by === 'post' ? letter.delivery.address : [];
}
