/** All letters by what they wait for: to write, to print, to hand over, in the queue, failed, gone. */
import type { JSX } from 'preact';
import type { LetterState } from '../../../committee/letters/delivery.ts';
import { letterNames } from '../../../committee/letters/letter-kind.ts';
import type { LetterLine, SessionToWrite } from '../../../committee/letters/letter-port.ts';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { drawnAtOnce, handReasons, sentWords, stateTitles } from './letter-words.ts';

export type LettersPageProps = {
  frame: PageFrame;
  formKey: string;
  /** Null: the letters of one file, whatever sittings still call for. */
  toWrite: readonly SessionToWrite[] | null;
  letters: readonly LetterLine[];
  /** What the last gesture did; null on an ordinary visit. */
  done: string | null;
  fileHref: (number: string) => string;
  /** False for those who read letters and open no file. */
  mayOpenFiles: boolean;
  /** Messages go to files until a mail server is set. */
  fileOutbox: boolean;
  letterheadMissing: boolean;
  mayEditTemplates: boolean;
};

// A page stays light; the rest shows when these have left.
const shownAtOnce = 150;
const order: readonly LetterState[] = ['toPrint', 'toHand', 'failed', 'toEmail', 'queued', 'sent'];

export function LettersPage(props: LettersPageProps): JSX.Element {
  const groups = order.map((state) => ({
    state,
    letters: props.letters.filter((letter) => letter.state === state),
  }));
  return (
    <Layout frame={props.frame} title="Courriers">
      <h1>{props.toWrite === null ? 'Courriers de ce dossier' : 'Courriers'}</h1>
      {props.done === null ? null : (
        <p class="proof" role="status">
          {props.done}
        </p>
      )}
      {props.fileOutbox ? (
        <p class="alert">
          Aucun serveur de courriel n’est réglé : les courriels sont écrits dans un dossier de ce serveur et
          ne partent pas vers les ménages.
        </p>
      ) : null}
      {props.letterheadMissing ? (
        <p class="alert">
          L’en-tête des courriers n’est pas rempli : ils ne disent pas où répondre.{' '}
          {props.mayEditTemplates ? (
            <a href="/admin/courriers/en-tete">Remplir l’en-tête</a>
          ) : (
            'Demandez-le à votre administrateur avant de les envoyer.'
          )}
        </p>
      ) : null}
      <PageWords words={['caleol', 'rank']} />
      {props.toWrite === null ? (
        <p>
          <a href="/agent/courriers">Voir tous les courriers</a>
        </p>
      ) : (
        <ToWrite {...props} toWrite={props.toWrite} />
      )}
      {props.letters.length === 0 ? (
        <section class="card">
          <p>
            Aucun courrier pour l’instant. Après la clôture d’une séance, ses courriers s’écrivent ici en un
            geste : attribution, rang, condition, refus avec ses raisons.
          </p>
        </section>
      ) : (
        groups.map(({ state, letters }) =>
          letters.length === 0 ? null : <Group key={state} {...props} state={state} letters={letters} />,
        )
      )}
    </Layout>
  );
}

type ToWriteProps = Pick<LettersPageProps, 'frame' | 'mayEditTemplates'> & {
  toWrite: readonly SessionToWrite[];
};

function ToWrite({ frame, toWrite, mayEditTemplates }: ToWriteProps): JSX.Element {
  return (
    <section class="card">
      <h2>À écrire</h2>
      {toWrite.length === 0 ? (
        <p>Toutes les décisions des séances closes ont leur courrier.</p>
      ) : (
        <ul class="checks">
          {toWrite.map((session) => (
            <li key={session.sessionId}>
              <p>
                <strong>Séance du {frenchShortDate(session.heldOn)}</strong>, {session.commissionName} :{' '}
                {frenchCount(session.missing, 'courrier à écrire', 'courriers à écrire')}
                {session.written === 0 ? '' : `, ${frenchNumber(session.written, 0)} déjà écrits`}
              </p>
              <form method="post" action={`/agent/courriers/seances/${session.sessionId}`}>
                <input type="hidden" name="_csrf" value={frame.csrfToken} />
                <button type="submit" class="strong">
                  {`Écrire ${session.missing === 1 ? 'ce courrier' : `ces ${session.missing} courriers`}`}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p class="no-print">
        <a href="/agent/courriers/nouveau">Écrire un autre courrier</a> : demande de pièces, avis sur
        l’occupation d’un logement.
        {mayEditTemplates ? (
          <>
            {' '}
            <a href="/admin/courriers">Changer les modèles</a>.
          </>
        ) : null}
      </p>
    </section>
  );
}

type GroupProps = LettersPageProps & { state: LetterState };

function Group(props: GroupProps): JSX.Element {
  const { state, letters } = props;
  const shown = letters.slice(0, shownAtOnce);
  return (
    <section class="card">
      <h2 id={state}>
        {stateTitles[state]} <span class="quiet">({frenchNumber(letters.length, 0)})</span>
      </h2>
      {state === 'toPrint' ? <Printing {...props} /> : null}
      {state === 'toHand' ? (
        <p>Ces courriers ne partent pas seuls : une personne les imprime et les remet au ménage.</p>
      ) : null}
      <ScrollBox label={stateTitles[state]}>
        <table class="plain small">
          <thead>
            <tr>
              <th scope="col">Ménage</th>
              <th scope="col">Courrier</th>
              <th scope="col">Écrit le</th>
              <th scope="col">{state === 'sent' ? 'Parti' : 'Où il en est'}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((letter) => (
              <Row key={letter.id} {...props} letter={letter} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {shown.length < letters.length ? (
        <p class="small">
          {`Les ${shown.length} premiers sont affichés ; les suivants viendront quand ceux-ci seront partis.`}
        </p>
      ) : null}
    </section>
  );
}

/** One file to print, then one gesture that says that these very letters left. */
function Printing({ frame, letters, toWrite, formKey }: GroupProps): JSX.Element {
  const traceable = letters.filter((letter) => letter.traceable).length;
  return (
    <div class="gesture">
      {toWrite === null ? null : (
        <PrintGesture csrfToken={frame.csrfToken} formKey={formKey} count={letters.length} />
      )}
      <form method="post" action="/agent/courriers/postes">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="courriers" value={letters.map(({ id }) => id).join(',')} />
        <button type="submit">
          {letters.length === 1
            ? 'Noter ce courrier comme posté'
            : `Noter ces ${frenchNumber(letters.length, 0)} courriers comme postés`}
        </button>
      </form>
      {traceable === 0 ? null : (
        <p class="small">
          {`Dont ${frenchCount(traceable, 'lettre recommandée', 'lettres recommandées')} : l’avertissement avant radiation doit laisser une preuve (R441-2-8).`}
        </p>
      )}
    </div>
  );
}

function PrintGesture(props: { csrfToken: string; formKey: string; count: number }): JSX.Element {
  if (props.count <= drawnAtOnce) {
    return (
      <a class="button" href="/agent/courriers/a-imprimer.pdf">
        Ouvrir le PDF à imprimer
      </a>
    );
  }
  return (
    <form method="post" action="/agent/courriers/impressions">
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="_key" value={props.formKey} />
      <button type="submit" class="strong">
        {`Préparer le PDF de ${frenchNumber(props.count, 0)} courriers`}
      </button>
    </form>
  );
}

function Row(props: GroupProps & { letter: LetterLine }): JSX.Element {
  const { letter, fileHref, mayOpenFiles } = props;
  const name = letter.recipientName ?? 'Sans nom au dossier';
  return (
    <tr>
      <th scope="row">{mayOpenFiles ? <a href={fileHref(letter.number)}>{name}</a> : name}</th>
      <td>
        <a href={`/agent/courriers/${letter.id}`}>{letterNames[letter.kind]}</a>
        {letter.traceable ? <span class="tag tag-warn">recommandé</span> : null}
      </td>
      <td>{frenchShortDate(letter.writtenOn)}</td>
      <td>{whereItStands(letter)}</td>
    </tr>
  );
}

function whereItStands(letter: LetterLine): string {
  if (letter.sentAt !== null) {
    const how = letter.sentBy === null ? '' : ` ${sentWords[letter.sentBy]}`;
    return `le ${frenchShortDate(civilDateInParis(letter.sentAt))}${how}`;
  }
  if (letter.handBecause !== null) return handReasons[letter.handBecause];
  if (letter.state === 'failed') return letter.cause ?? 'cause inconnue';
  if (letter.state !== 'queued') return 'prêt';
  const attempt = letter.attempts === 0 ? 'pas encore essayé' : frenchCount(letter.attempts, 'essai');
  return letter.cause === null ? attempt : `${attempt} : ${letter.cause}`;
}
