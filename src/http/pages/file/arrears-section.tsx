/** What is owed, on which day, and under which plan: shown, never scored, never a refusal by itself. */
import type { JSX } from 'preact';
import { isStale } from '../../../committee/candidates/staleness.ts';
import type { Application } from '../../../domain/application.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchShortDate } from '../../../kernel/french.ts';

type Arrears = { arrears: Application['arrears']; nextAgendaOn: CivilDate | null; today: CivilDate };

/** What is owed, with a mark where the figure is too old for the next agenda. */
export function ArrearsState({ arrears, nextAgendaOn, today }: Arrears): JSX.Element {
  const stale = arrears === null ? nextAgendaOn !== null : isStale(arrears.asOf, today, nextAgendaOn);
  return (
    <p>
      {arrearsInWords(arrears)}
      {stale ? (
        <strong class="state-warn">
          {nextAgendaOn === null
            ? ' ▲ Chiffre de plus d’un mois.'
            : ` ▲ À ${arrears === null ? 'vérifier' : 'actualiser'} avant la séance du ${frenchShortDate(nextAgendaOn)}.`}
        </strong>
      ) : null}
    </p>
  );
}

export function ArrearsSection(props: Arrears & { action: string; csrfToken: string }): JSX.Element {
  const { arrears, today } = props;
  return (
    <>
      <ArrearsState {...props} />
      <p class="small quiet">
        Une dette ne change aucun point et n’écarte personne : la commission en juge avec le plan d’apurement.
      </p>
      <form class="gesture no-print" method="post" action={props.action}>
        <input type="hidden" name="_csrf" value={props.csrfToken} />
        <input type="hidden" name="vu" value={arrears?.asOf ?? ''} />
        <div>
          <label for="dette">Dette au {frenchShortDate(today)}, en euros (0 : soldée)</label>
          <input id="dette" name="montant" inputmode="decimal" required maxlength={12} autocomplete="off" />
        </div>
        <div>
          <label for="plan">
            <input id="plan" type="checkbox" name="plan" value="oui" checked={arrears?.underPlan ?? false} />{' '}
            Un plan d’apurement est respecté
          </label>
        </div>
        <button type="submit">Actualiser la dette</button>
      </form>
    </>
  );
}

/** "Dette soldée au 12/11/2026.", "Dette de 412 € au 12/11/2026, sous plan d’apurement." */
function arrearsInWords(arrears: Application['arrears']): string {
  if (arrears === null) return 'Aucune dette de loyer n’est connue.';
  const on = frenchShortDate(arrears.asOf);
  if (arrears.amountCents === 0) return `Dette soldée au ${on}.`;
  const amount = frenchEuros(arrears.amountCents);
  return arrears.underPlan
    ? `Dette de ${amount} au ${on}, sous plan d’apurement respecté.`
    : `Dette de ${amount} au ${on}, sans plan d’apurement.`;
}
