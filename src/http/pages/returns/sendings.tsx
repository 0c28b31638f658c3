/** The copies that were sent, with their hashes, and what changed since the newest. */
import type { JSX } from 'preact';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { type Differences, differencesSince } from '../../../reporting/returns/differences.ts';
import type { ReturnScene } from '../../../reporting/returns/returns-port.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

type Sending = ReturnScene['sendings'][number];

// What is long is folded, never cut off in silence.
const shownFirst = 10;

export function Sendings({ scene: { content, sendings } }: { scene: ReturnScene }): JSX.Element {
  const [newest] = sendings;
  if (newest === undefined) {
    return (
      <section class="card" id="envois">
        <h2>Envois</h2>
        <p>
          Aucun envoi n’est noté. Téléchargez l’état, faites-le signer s’il le faut, envoyez-le, puis notez
          l’envoi ci-dessous : la copie transmise est alors gardée, avec son empreinte.
        </p>
      </section>
    );
  }
  return (
    <section class="card" id="envois">
      <h2>Envois</h2>
      <Changes differences={differencesSince(newest.figures, content)} />
      {sendings.map((sending, index) => (
        <OneSending key={sending.id} sending={sending} corrects={sendings[index + 1]} />
      ))}
    </section>
  );
}

function OneSending({ sending, corrects }: { sending: Sending; corrects: Sending | undefined }): JSX.Element {
  const { figures } = sending;
  return (
    <article>
      <h3>
        {`Transmis le ${frenchShortDate(sending.sentOn)}`}
        {sending.provisional ? ' à titre provisoire' : ''}
      </h3>
      <p>
        {`À : ${sending.recipient}. ${sending.means}. Noté par ${sending.sentBy} le ${frenchShortDate(civilDateInParis(sending.recordedAt))}.`}
        {figures.correction === null || corrects === undefined
          ? null
          : ` Remplace l’envoi du ${frenchShortDate(corrects.sentOn)} : ${figures.correction}`}
      </p>
      {figures.blocking.length === 0 ? null : (
        <p class="small">
          {`Envoyé avec ${frenchCount(figures.blocking.length, 'point bloquant', 'points bloquants')} : ${figures.blocking.join(' ')} Motif : ${figures.reason ?? ''}`}
        </p>
      )}
      <ul>
        {sending.files.map(({ format, hash }) => (
          <li key={format}>
            <a href={`/agent/retours/envois/${sending.id}/${format}`}>
              {format === 'ods' ? 'Tableur transmis (ODS)' : 'Papier transmis (PDF)'}
            </a>
            <br />
            <span class="small quiet">
              {'Empreinte SHA-256 : '}
              <code class="hash">{hash}</code>
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Changes({ differences }: { differences: Differences | null }): JSX.Element {
  if (differences === null) {
    return <p class="state-good">Les chiffres sont ceux de l’état transmis.</p>;
  }
  const { summary, lines } = differences;
  return (
    <>
      <p class="alert alert-warn">{summary}</p>
      {lines.length === 0 ? null : (
        <DifferenceTable lines={lines.slice(0, shownFirst)} label="Ce qui a changé" />
      )}
      {lines.length > shownFirst ? (
        <details>
          <summary>{frenchCount(lines.length - shownFirst, 'autre chiffre', 'autres chiffres')}</summary>
          <DifferenceTable lines={lines.slice(shownFirst)} label="Autres chiffres qui ont changé" />
        </details>
      ) : null}
    </>
  );
}

function DifferenceTable({ lines, label }: { lines: Differences['lines']; label: string }): JSX.Element {
  return (
    <ScrollBox label={label}>
      <table class="plain small">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Ligne</th>
            <th scope="col">Colonne</th>
            <th scope="col" class="number">
              Transmis
            </th>
            <th scope="col" class="number">
              Aujourd’hui
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ table, row, column, before, now }) => (
            <tr key={`${table} ${row} ${column}`}>
              <th scope="row">{row}</th>
              <td>{column}</td>
              <td class="number">{before}</td>
              <td class="number">{now}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
