/** The steps of a group in words: who goes where, what was checked before anybody is asked, and the answer. */
import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchLongDate } from '../../../kernel/french.ts';
import { counterWayNames, counterWays } from '../../../portal/counter/counter.ts';
import { consentToday, type ExchangeStep } from '../../../portal/exchanges/consent.ts';
import { movesOfGroup } from '../../../portal/exchanges/plan.ts';
import { consentNames, examinedWords, offeredInWords } from '../../../portal/exchanges/words.ts';
import { missingInWords } from '../../../wording/gaps-in-words.ts';
import type { PlanPageProps } from './plan-page-props.ts';
import type { NodeLabel } from './plan-picture.tsx';
import { personInWords } from './plan-words.ts';

type Props = Pick<PlanPageProps, 'frame' | 'file' | 'today'> & {
  group: PlanPageProps['file']['content']['groups'][number];
  steps: readonly ExchangeStep[];
  labelOf: (node: string) => NodeLabel;
};

export function StepsList(props: Props): JSX.Element {
  const moves = movesOfGroup(props.group);
  return (
    <ol>
      {props.steps.map((step) => (
        <Step key={step.id} {...props} step={step} to={moves[step.position]?.home ?? ''} />
      ))}
    </ol>
  );
}

function Step(props: Props & { step: ExchangeStep; to: string }): JSX.Element {
  const { file, step, to, labelOf, today } = props;
  const { checks } = step;
  const consent = consentToday(step, today);
  return (
    <li>
      <p>
        <strong>{personInWords(file.people.get(step.tenancyId))}</strong> quitte son{' '}
        {labelOf(step.tenancyId).home} pour {offeredInWords(checks.home)} ({labelOf(to).who}).
      </p>
      <p>
        <span
          class={
            consent === 'given'
              ? 'state-ok'
              : consent === 'refused' || consent === 'lapsed'
                ? 'state-warn'
                : ''
          }
        >
          {consentNames[consent]}
        </span>
        {consent === 'asked' && step.dueOn !== null ? `, réponse due le ${frenchLongDate(step.dueOn)}` : ''}
        {step.consentOn === null ? '' : `, le ${frenchLongDate(step.consentOn)} par ${step.by ?? ''}`}
        {checks.doneOn !== null
          ? `. Déménagé le ${frenchLongDate(checks.doneOn)}`
          : checks.movesOn === null
            ? ''
            : `. Déménagement prévu le ${frenchLongDate(checks.movesOn)}`}
      </p>
      <Checks step={step} />
      <Foreseen {...props} />
      {consent === 'asked' && !checks.fallen && <Answer {...props} />}
    </li>
  );
}

/** Rent, ceilings and energy class come before any question to the household. */
function Checks({ step }: { step: ExchangeStep }): JSX.Element {
  const { checks } = step;
  const left =
    checks.leftToPayCents === null || checks.todayLeftToPayCents === null
      ? ''
      : ` ; reste à payer ${frenchEuros(checks.leftToPayCents)} (aujourd’hui ${frenchEuros(checks.todayLeftToPayCents)})`;
  return (
    <ul class="small">
      <li>
        Loyer et charges {frenchEuros(checks.rentCents)} (aujourd’hui {frenchEuros(checks.todayRentCents)})
        {left}.
      </li>
      <li>
        {checks.swapOfRight
          ? 'Échange de droit : ni plafond ni commission (M-08).'
          : checks.verdict === 'yes'
            ? `Plafond respecté, classe énergie ${checks.home.energyClass ?? 'inconnue'} permise, numéro unique valide.`
            : `La loi ne peut pas encore répondre : ${checks.missing.map(missingInWords).join(', ')}.`}
      </li>
      {checks.toExamine.map((point) => (
        <li key={point} class="state-warn">
          {examinedWords[point]}
        </li>
      ))}
      {checks.words !== null && <li>Dit par son occupant : « {checks.words} »</li>}
    </ul>
  );
}

/** What a no would do, said before the question. */
function Foreseen({ file, step, to }: Props & { step: ExchangeStep; to: string }): JSX.Element | null {
  const known = file.content.ifRefused.find(
    ({ home, household }) => home === to && household === step.tenancyId,
  );
  if (!known || step.consent !== 'notAsked') return null;
  return (
    <p class="small quiet">
      S’il dit non : {frenchCount(known.fallen, 'déménagement tombe', 'déménagements tombent')},{' '}
      {frenchCount(known.added, 'autre le remplace', 'autres les remplacent')}.
    </p>
  );
}

function Answer({ frame, file, step }: Props & { step: ExchangeStep }): JSX.Element {
  return (
    <form method="post" action={`/agent/echanges/${file.id}/reponse`} class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="pas" value={step.id} />
      <input type="hidden" name="version" value={String(step.version)} />
      <label for={`par-${step.id}`}>Réponse du ménage, donnée</label>
      <select id={`par-${step.id}`} name="par" required>
        <option value="">choisir</option>
        {counterWays.map((way) => (
          <option key={way} value={way}>
            {counterWayNames[way]}
          </option>
        ))}
      </select>{' '}
      <button type="submit" name="reponse" value="given">
        Oui
      </button>{' '}
      <button type="submit" name="reponse" value="refused">
        Non
      </button>
    </form>
  );
}
