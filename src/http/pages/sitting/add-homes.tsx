/** Putting homes on the agenda: those of a run, all or ticked, or one by hand with the candidates that one names. */
import type { JSX } from 'preact';
import { type CandidateOrigin, candidateOrigins } from '../../../committee/session.ts';
import { frenchCount } from '../../../kernel/french.ts';
import type { PageFrame } from '../layout.tsx';

export type OfferedHome = { vacancyId: string; name: string; candidates: number };

export type AddHomesProps = {
  frame: PageFrame;
  sessionId: string;
  version: number;
  runs: readonly { id: string; title: string }[];
  /** The run whose homes are listed; null where there is none. */
  chosen: { id: string; homes: readonly OfferedHome[] } | null;
};

export const originNames: Readonly<Record<CandidateOrigin, string>> = {
  proposal: 'proposition du calcul',
  designation: 'désignation du réservataire',
  dalo: 'désignation du préfet (DALO)',
  added: 'ajouté à la demande de la commission ou d’un agent',
  interest: 'candidature du ménage',
};

export function AddHomes(props: AddHomesProps): JSX.Element {
  const { frame, chosen, runs } = props;
  const path = `/agent/seances/${props.sessionId}`;
  return (
    <section class="card" aria-labelledby="ajouter">
      <h2 id="ajouter">Ajouter des logements</h2>
      {runs.length === 0 ? (
        <p>
          Aucun calcul pour l’instant. <a href="/agent/calculs">Proposez d’abord les listes</a>, ou ajoutez un
          logement à la main.
        </p>
      ) : (
        <form method="get" action={`${path}#ajouter`} class="gesture">
          <label for="calcul">Calcul</label>
          <select id="calcul" name="calcul">
            {runs.map(({ id, title }) => (
              <option key={id} value={id} selected={id === chosen?.id}>
                {title}
              </option>
            ))}
          </select>
          <button type="submit">Voir ses logements</button>
        </form>
      )}
      {chosen === null ? null : <FromRun {...props} chosen={chosen} path={path} />}
      <details class="ask">
        <summary>Ajouter un logement à la main</summary>
        <form method="post" action={`${path}/logements/main`} class="narrow">
          <Hidden frame={frame} version={props.version} />
          <p class="field">
            <label for="logement">Référence du logement libéré</label>
            <input id="logement" name="logement" required maxLength={100} autocomplete="off" />
          </p>
          <p class="field">
            <label for="numeros">Numéros uniques des candidats, un par ligne</label>
            <textarea id="numeros" name="numeros" rows={4} maxLength={2000} autocomplete="off" />
          </p>
          <OriginField id="origine-main" />
          <button type="submit">Ajouter ce logement</button>
        </form>
      </details>
    </section>
  );
}

function FromRun(
  props: AddHomesProps & { chosen: NonNullable<AddHomesProps['chosen']>; path: string },
): JSX.Element {
  const { chosen } = props;
  if (chosen.homes.length === 0)
    return <p>Tous les logements de ce calcul sont déjà à l’ordre du jour de cette séance ou d’une autre.</p>;
  return (
    <form method="post" action={`${props.path}/logements`}>
      <Hidden frame={props.frame} version={props.version} />
      <input type="hidden" name="calcul" value={chosen.id} />
      <fieldset class="ticks">
        <legend>Logements de ce calcul</legend>
        {chosen.homes.map((home) => (
          <label key={home.vacancyId} class="pick">
            <input type="checkbox" name="logement" value={home.vacancyId} />
            <span>
              {home.name}{' '}
              <span class="quiet small">
                ({frenchCount(home.candidates, 'candidat proposé', 'candidats proposés')})
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="gesture">
        <button type="submit" name="tous" value="oui" class="strong">
          Ajouter tous ces logements ({chosen.homes.length})
        </button>
        <button type="submit">Ajouter les logements cochés</button>
      </div>
    </form>
  );
}

export function OriginField({ id }: { id: string }): JSX.Element {
  return (
    <p class="field">
      <label for={id}>D’où viennent ces candidats</label>
      <select id={id} name="origine">
        {candidateOrigins
          .filter((origin) => origin !== 'proposal')
          .map((origin) => (
            <option key={origin} value={origin}>
              {originNames[origin]}
            </option>
          ))}
      </select>
    </p>
  );
}

function Hidden({ frame, version }: { frame: PageFrame; version: number }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={version} />
    </>
  );
}
