/** "Mes courriers": what was sent to the household, newest first, and one of them as it was written. */
import type { JSX } from 'preact';
import type { LetterContent } from '../../../committee/letters/letter-content.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import type { ReceivedLetter } from '../../../portal/notifications/received-letter.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { LetterSheet } from '../letters/letter-page.tsx';
import { sentWords } from '../letters/letter-words.ts';

export function ReceivedLettersPage(props: {
  frame: PageFrame;
  letters: readonly ReceivedLetter[];
  /** From 1, the newest. */
  page: number;
  more: boolean;
}): JSX.Element {
  const { frame, letters, page, more } = props;
  return (
    <Layout frame={frame} title="Mes courriers" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Mes courriers</h1>
      <p class="lead prose">
        Toutes les lettres et tous les messages que nous vous avons envoyés, le plus récent en premier. Vos
        adresses n’y sont jamais affichées.
      </p>
      {letters.length === 0 ? (
        <p>Rien encore. Chaque lettre et chaque message sera gardé ici, avec sa date.</p>
      ) : (
        <ol class="asked-list">
          {letters.map((letter) => (
            <li key={letter.id} class="card">
              <Line letter={letter} />
            </li>
          ))}
        </ol>
      )}
      <nav aria-label="Pages de courriers" class="gesture">
        {page > 1 ? <a href={`/demandeur/courriers?page=${page - 1}`}>Plus récents</a> : null}
        {more ? <a href={`/demandeur/courriers?page=${page + 1}`}>Plus anciens</a> : null}
      </nav>
      <p>
        <a href="/demandeur/preferences">Choisir comment on m’écrit</a>
      </p>
    </Layout>
  );
}

function Line({ letter }: { letter: ReceivedLetter }): JSX.Element {
  const path = `/demandeur/courriers/${letter.id}`;
  const sent = `${frenchLongDate(letter.sentOn)}, ${sentWords[letter.by]}`;
  if (letter.isSealed) {
    return (
      <>
        <h2>{letter.subject}</h2>
        <p>{`${sent}. Cette lettre contient un code : elle ne s’affiche pas ici.`}</p>
      </>
    );
  }
  return (
    <>
      <h2>
        <a href={path}>{letter.subject}</a>
      </h2>
      <p>
        {`${sent}. `}
        <a href={`${path}.pdf`}>
          PDF<span class="visually-hidden">{` : ${letter.subject}, ${frenchLongDate(letter.sentOn)}`}</span>
        </a>
      </p>
    </>
  );
}

export function ReceivedLetterPage(props: {
  frame: PageFrame;
  letter: ReceivedLetter;
  content: LetterContent;
}): JSX.Element {
  const { frame, letter, content } = props;
  return (
    <Layout
      frame={frame}
      title={letter.subject}
      crumbs={[
        { href: '/demandeur', label: 'Ma demande' },
        { href: '/demandeur/courriers', label: 'Mes courriers' },
      ]}
    >
      <h1>{letter.subject}</h1>
      <p class="no-print">
        {`Envoyé le ${frenchLongDate(letter.sentOn)}, ${sentWords[letter.by]}. `}
        <a href={`/demandeur/courriers/${letter.id}.pdf`}>Télécharger le PDF</a>
      </p>
      <LetterSheet content={content} address={[]} />
    </Layout>
  );
}
