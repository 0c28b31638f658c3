/** What an officer can do on a group now: ask for consents, or take it to a sitting. */
import type { JSX } from 'preact';
import { frenchLongDate } from '../../../kernel/french.ts';
import { consentToday, type ExchangeStep, type GroupState } from '../../../portal/exchanges/consent.ts';
import type { PlanPageProps } from './plan-page-props.ts';
import { personInWords } from './plan-words.ts';

type Props = PlanPageProps & {
  group: PlanPageProps['file']['content']['groups'][number];
  at: number;
  steps: readonly ExchangeStep[];
  state: GroupState;
};

export function GroupGestures(props: Props): JSX.Element | null {
  const { file, group, state } = props;
  if (file.state !== 'proposed' && file.state !== 'consulting') return null;
  if (state === 'agreed')
    return group.kind === 'swap' ? <SwapAgreed {...props} /> : <ToCommittee {...props} />;
  return state === 'waiting' || state === 'broken' ? <Ask {...props} /> : null;
}

/** One household, or all those of the group: a chain can be asked from its first move on. */
function Ask({ frame, file, steps, today }: Props): JSX.Element | null {
  const askable = steps.filter((step) => {
    const consent = consentToday(step, today);
    return consent === 'notAsked' || consent === 'lapsed';
  });
  const [first] = askable;
  if (!first) return null;
  const form = (chosen: readonly ExchangeStep[], label: string) => (
    <form method="post" action={`/agent/echanges/${file.id}/accord`} class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={String(file.version)} />
      {chosen.map(({ id }) => (
        <input key={id} type="hidden" name="pas" value={id} />
      ))}
      <button type="submit">{label}</button>
    </form>
  );
  return (
    <>
      {askable.length > 1 && form(askable, `Demander l’accord des ${askable.length} ménages`)}
      {form([first], `Demander d’abord à : ${personInWords(file.people.get(first.tenancyId))}`)}
    </>
  );
}

/** M-08: nothing to decide; the day on which both amendments were signed carries the swap out. */
function SwapAgreed({ frame, file, at, steps, today }: Props): JSX.Element {
  const agreedOn = steps
    .flatMap(({ consentOn }) => consentOn ?? [])
    .sort()
    .at(-1);
  return (
    <form method="post" action={`/agent/echanges/${file.id}/droit`} class="narrow">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={String(file.version)} />
      <input type="hidden" name="groupe" value={String(at)} />
      <p>
        Les deux familles sont d’accord : faites signer les avenants, chacune reprend le bail de l’autre. La
        commission n’a pas à décider (article 9 de la loi de 1989).
      </p>
      <div class="field">
        <label for={`avenants-${at}`}>Avenants signés le</label>
        <input id={`avenants-${at}`} name="jour" type="date" min={agreedOn} max={today} required />
      </div>
      <p class="small quiet">
        Les deux baux échangent leur logement et leur loyer, et les deux familles sont prévenues. Ce n’est pas
        une attribution : ni numéro unique, ni radiation, ni décompte en PP-5. Ce geste ne se reprend pas.
      </p>
      <button type="submit" class="strong">
        Enregistrer l’échange de droit
      </button>
    </form>
  );
}

/** M-08b: one candidate a home, and its warning, on the agenda of a sitting in preparation. */
function ToCommittee({ frame, file, at }: Props): JSX.Element {
  if (file.drafts.length === 0) {
    return (
      <p>
        Tous sont d’accord. Il faut une séance en préparation :{' '}
        <a href="/agent/seances">préparer une séance</a>.
      </p>
    );
  }
  return (
    <form method="post" action={`/agent/echanges/${file.id}/commission`} class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={String(file.version)} />
      <input type="hidden" name="groupe" value={String(at)} />
      <label for={`seance-${at}`}>Séance en préparation</label>
      <select id={`seance-${at}`} name="seance">
        {file.drafts.map((draft) => (
          <option key={draft.id} value={`${draft.id} ${draft.version}`}>
            {frenchLongDate(draft.heldOn)}, {draft.commission}
          </option>
        ))}
      </select>
      <button type="submit" class="strong">
        Inscrire à l’ordre du jour
      </button>
      <p class="small quiet">
        Chaque logement y porte une candidature unique, avec l’exception (i) de R441-3 et son avertissement :
        aucun texte ne la prévoit pour les échanges (M-08b). Le préavis d’un mois (M-06) court après la
        décision.
      </p>
    </form>
  );
}
