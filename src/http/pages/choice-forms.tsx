/** An officer's gestures on a household: keep it at a rank, set it aside with a reason, undo either. */
import type { JSX } from 'preact';

type Choice = { action: string; csrfToken: string; vacancyId: string; number: string };

export function PinForm(props: Choice & { rank: number }): JSX.Element {
  return (
    <form method="post" action={props.action}>
      <ChoiceFields {...props} kind="fixer" />
      <input type="hidden" name="rang" value={props.rank} />
      <button type="submit">{`Fixer au rang ${props.rank}`}</button>
    </form>
  );
}

export function BanForm(props: Choice): JSX.Element {
  const reasonId = `motif-${props.vacancyId}-${props.number}`;
  return (
    <details>
      <summary>Écarter…</summary>
      <form method="post" action={props.action}>
        <ChoiceFields {...props} kind="ecarter" />
        <label for={reasonId}>Motif, propre à ce ménage et à ce logement</label>
        <input id={reasonId} name="motif" required minlength={5} maxlength={300} autocomplete="off" />
        <button type="submit">Écarter de ce logement</button>
      </form>
    </details>
  );
}

export function UndoForm(props: Choice & { kind: 'liberer' | 'remettre' }): JSX.Element {
  return (
    <form method="post" action={props.action}>
      <ChoiceFields {...props} />
      <button type="submit">{props.kind === 'liberer' ? 'Ne plus fixer' : 'Remettre'}</button>
    </form>
  );
}

function ChoiceFields(props: Choice & { kind: 'fixer' | 'ecarter' | 'liberer' | 'remettre' }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="geste" value={props.kind} />
      <input type="hidden" name="logement" value={props.vacancyId} />
      <input type="hidden" name="numero" value={props.number} />
    </>
  );
}
