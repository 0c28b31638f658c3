/** For the data-protection officer: the journal of acts, its check, and the story of one file or home. */
import type { JSX } from 'preact';
import type { JournalCheck } from '../../../access/journal-check.ts';
import type { ToldAct } from '../../../access/journal-port.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { Story } from '../story.tsx';

export function DpoPage(props: {
  frame: PageFrame;
  acts: readonly ToldAct[];
  /** Address of the acts before these; null at the beginning of the journal. */
  olderHref: string | null;
  check: JournalCheck | null;
  asked: string | null;
}): JSX.Element {
  const { frame, check } = props;
  return (
    <Layout frame={frame} title="Journal des actes">
      <h1>Journal des actes</h1>
      <section class="card">
        <h2>Le journal tient-il ?</h2>
        <p class="prose">
          Chaque ligne porte l’empreinte de la précédente. La vérification relit tout, et nomme une ligne
          modifiée, manquante ou déplacée. La même vérification se fait par « parcours journal verify ».
        </p>
        {check === null ? null : <Check check={check} />}
        <form method="post" action="/dpo/verification">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <button type="submit">Vérifier maintenant</button>
        </form>
      </section>
      <section class="card">
        <h2>L’histoire d’un dossier</h2>
        <form method="post" action="/dpo/histoire">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <div class="field narrow">
            <label for="numero">Numéro unique</label>
            <input id="numero" name="numero" required maxlength={40} autocomplete="off" />
          </div>
          <button type="submit">Voir qui a fait quoi</button>
        </form>
      </section>
      <section class="card">
        <h2>{props.asked ?? 'Les derniers actes'}</h2>
        <Story acts={props.acts} />
        {props.olderHref === null ? null : (
          <p>
            <a href={props.olderHref}>Actes plus anciens</a>
          </p>
        )}
      </section>
    </Layout>
  );
}

function Check({ check }: { check: JournalCheck }): JSX.Element {
  const counted = `${frenchCount(check.lines, 'ligne')} relues`;
  if (check.faults.length === 0) {
    return (
      <p class="proof" role="status">
        <strong>Le journal est intact</strong> : {counted}, {frenchCount(check.erased, 'contenu')} effacés par
        la durée de conservation.
      </p>
    );
  }
  return (
    <div class="alert alert-bad" role="alert">
      <p>
        <strong>Le journal ne tient pas</strong> : {counted}.
      </p>
      <ul>
        {check.faults.slice(0, 50).map((fault) => (
          <li key={`${fault.sequence} ${fault.kind}`}>
            ligne {fault.sequence} : {fault.message}
          </li>
        ))}
      </ul>
    </div>
  );
}
