/** An officer's gestures on a household: keep it at a rank, set it aside with a reason, undo either, ask why not. */
import type { JSX } from 'preact';
import type { ExplainedEntry } from '../../matching/run-result.ts';

export type Choice = {
  /** Address of the run: "/agent/calculs/…". */
  runPath: string;
  csrfToken: string;
  vacancyId: string;
  number: string;
};

export function PinForm(props: Choice & { rank: number; ranks: number }): JSX.Element {
  const rankId = `rang-${props.vacancyId}-${props.number}`;
  return (
    <form class="pin" method="post" action={`${props.runPath}/choix`}>
      <ChoiceFields {...props} kind="fixer" />
      <label for={rankId}>Fixer au rang</label>
      <select id={rankId} name="rang">
        {Array.from({ length: props.ranks }, (_, index) => index + 1).map((rank) => (
          <option key={rank} value={rank} selected={rank === props.rank}>
            {rank}
          </option>
        ))}
      </select>
      <button type="submit">Fixer</button>
    </form>
  );
}

export function BanForm(props: Choice): JSX.Element {
  const reasonId = `motif-${props.vacancyId}-${props.number}`;
  return (
    <details class="ban">
      <summary>Écarter…</summary>
      <form method="post" action={`${props.runPath}/choix`}>
        <ChoiceFields {...props} kind="ecarter" />
        <label for={reasonId}>Motif, propre à ce ménage et à ce logement</label>
        <input id={reasonId} name="motif" required minlength={5} maxlength={300} autocomplete="off" />
        <button type="submit">Écarter de ce logement</button>
      </form>
    </details>
  );
}

/** One gesture: this household takes the rank of one who leaves, with the reason. */
export function ReplaceForm(props: Choice & { entries: readonly ExplainedEntry[] }): JSX.Element | null {
  if (props.entries.length === 0) return null;
  const id = `remplace-${props.vacancyId}-${props.number}`;
  return (
    <details class="ban">
      <summary>Mettre à la place de…</summary>
      <form method="post" action={`${props.runPath}/choix`}>
        <input type="hidden" name="_csrf" value={props.csrfToken} />
        <input type="hidden" name="geste" value="remplacer" />
        <input type="hidden" name="logement" value={props.vacancyId} />
        <input type="hidden" name="remplacant" value={props.number} />
        <label for={id}>Qui laisse sa place</label>
        <select id={id} name="numero">
          {props.entries.map(({ rank, sheet }) => (
            <option key={sheet.number} value={sheet.number}>
              {`rang ${rank}, ${sheet.householdInWords}`}
            </option>
          ))}
        </select>
        <label for={`${id}-motif`}>Motif, propre à ce ménage et à ce logement</label>
        <input id={`${id}-motif`} name="motif" required minlength={5} maxlength={300} autocomplete="off" />
        <button type="submit">Remplacer</button>
      </form>
    </details>
  );
}

export function UndoForm(props: Choice & { kind: 'liberer' | 'remettre' }): JSX.Element {
  return (
    <form class="pin" method="post" action={`${props.runPath}/choix`}>
      <ChoiceFields {...props} />
      <button type="submit">{props.kind === 'liberer' ? 'Ne plus fixer' : 'Remettre'}</button>
    </form>
  );
}

/** The number travels in the body, never in an address. */
export function WhyNotForm(props: Choice): JSX.Element {
  return (
    <form class="pin" method="post" action={`${props.runPath}/pourquoi-pas`}>
      <HouseholdFields {...props} />
      <button type="submit">Pourquoi pas ?</button>
    </form>
  );
}

function ChoiceFields(props: Choice & { kind: 'fixer' | 'ecarter' | 'liberer' | 'remettre' }): JSX.Element {
  return (
    <>
      <HouseholdFields {...props} />
      <input type="hidden" name="geste" value={props.kind} />
    </>
  );
}

function HouseholdFields(props: Choice): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="logement" value={props.vacancyId} />
      <input type="hidden" name="numero" value={props.number} />
    </>
  );
}
