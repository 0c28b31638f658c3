/** The moving plan: its dates, what it costs, what is due; the officer's form and the lines that everybody reads. */
import type { JSX } from 'preact';
import { frenchCount, frenchEuros, frenchLongDate } from '../../../kernel/french.ts';
import {
  type MovingPlan,
  type PlanWarning,
  proposedPlan,
  type ReadPlan,
  readPlan,
} from '../../../portal/transfers/moving-plan.ts';
import type { RequestFile } from '../../../portal/transfers/transfer-port.ts';
import type { RequestPageProps } from './request-page-props.ts';

/** The plan of a request as it stands, read against its ground; null where there is none yet. */
function readPlanOf(
  file: Pick<RequestFile, 'details' | 'ground' | 'tenancy' | 'facts' | 'movingGrant'>,
): ReadPlan | null {
  const { plan } = file.details;
  if (plan === null) return null;
  return readPlan(plan, {
    ground: file.ground,
    oldRentCents: file.tenancy?.rentCents ?? null,
    fragile: file.facts.fragile,
    grant: file.movingGrant,
  });
}

export function PlanSection(props: RequestPageProps): JSX.Element | null {
  const { file, mayWrite } = props;
  if (file.state !== 'proposed' && file.state !== 'moving' && file.details.plan === null) return null;
  const { plan } = file.details;
  const read = readPlanOf(file);
  return (
    <section class="card" aria-labelledby="plan">
      <h2 id="plan">Plan de déménagement</h2>
      {plan === null || read === null ? (
        <p>
          Aucun plan encore. Il part au ménage dès son enregistrement : dates, dépôt de garantie, aide,
          personne qui l’accompagne.
        </p>
      ) : (
        <>
          <PlanLines plan={plan} read={read} />
          {read.warnings.length > 0 && (
            <ul class="checks">
              {read.warnings.map((warning) => (
                <li key={warning.code}>
                  <span class="state-warn">{warningInWords(warning)}</span>
                </li>
              ))}
            </ul>
          )}
          {read.grant !== null && (
            <p class="small quiet">
              {read.grant.updatedOn === null
                ? `${read.grant.source}. Montants plancher de 2009, à actualiser avant de payer ; un administrateur publie les montants à jour dans les règles du portail.`
                : `${read.grant.source}, publié par le bailleur pour le ${frenchLongDate(read.grant.updatedOn)}.`}
            </p>
          )}
        </>
      )}
      {mayWrite && (file.state === 'proposed' || file.state === 'moving') && <PlanForm {...props} />}
    </section>
  );
}

/** What the household reads too. */
export function PlanLines({ plan, read }: { plan: MovingPlan; read: ReadPlan }): JSX.Element {
  const { grant } = read;
  return (
    <ul class="checks">
      <li>Préavis reçu le {frenchLongDate(plan.noticeReceivedOn)}, d’un mois (L442-6-3).</li>
      <li>Le bail actuel finit le {frenchLongDate(plan.oldLeaseEndsOn)}.</li>
      <li>Le nouveau bail commence le {frenchLongDate(plan.newLeaseStartsOn)}.</li>
      <li>{depositInWords(plan)}</li>
      {grant !== null && (
        <li>
          Aide au déménagement :{' '}
          {plan.removal === 'own'
            ? `forfait d’au moins ${frenchEuros(grant.flatCents)}`
            : plan.removal === 'firm'
              ? `entreprise payée, au moins jusqu’à ${frenchEuros(grant.firmCents)}`
              : `entreprise payée au moins jusqu’à ${frenchEuros(grant.firmCents)}, ou forfait d’au moins ${frenchEuros(grant.flatCents)}, au choix`}{' '}
          {grant.updatedOn === null
            ? '(R442-3-2, montants plancher de 2009, à actualiser).'
            : `(R442-3-2, montants du ${frenchLongDate(grant.updatedOn)}).`}
        </li>
      )}
      <li>
        {plan.adviser === null
          ? 'Personne n’est encore désigné pour accompagner le déménagement.'
          : `${plan.adviser} accompagne le déménagement.`}
      </li>
    </ul>
  );
}

function depositInWords({ oldDepositCents, newDepositCents }: MovingPlan): string {
  if (oldDepositCents === null) return 'Le dépôt de garantie actuel est reporté sur le nouveau bail.';
  if (newDepositCents === null || newDepositCents === oldDepositCents) {
    return `Le dépôt de garantie de ${frenchEuros(oldDepositCents)} est reporté : rien à payer de nouveau.`;
  }
  return newDepositCents < oldDepositCents
    ? `Le dépôt de garantie passe de ${frenchEuros(oldDepositCents)} à ${frenchEuros(newDepositCents)} : la différence est rendue.`
    : `Le dépôt de garantie passe de ${frenchEuros(oldDepositCents)} à ${frenchEuros(newDepositCents)}.`;
}

function warningInWords(warning: PlanWarning): string {
  switch (warning.code) {
    case 'doubleRent':
      return `Double loyer : les deux baux courent ensemble ${frenchCount(warning.days, 'jour')}${warning.costCents === null ? '' : `, soit environ ${frenchEuros(warning.costCents)}`}. Faites commencer le nouveau bail le lendemain de la fin de l’ancien, ou renoncez au reste du préavis.`;
    case 'daysWithoutHome':
      return `${frenchCount(warning.days, 'jour')} sans logement entre les deux baux.`;
    case 'endsAfterNotice':
      return `Le bail actuel finit après le préavis d’un mois (${frenchLongDate(warning.noticeEndsOn)}).`;
    case 'depositHigher':
      return `Le nouveau dépôt dépasse l’ancien de ${frenchEuros(warning.byCents)} : il ne doit pas dépasser l’ancien (R442-3-2).`;
    case 'adviserMissing':
      return 'Ménage à accompagner : nommez une personne.';
  }
}

function PlanForm({ file, frame, today }: RequestPageProps): JSX.Element {
  const plan = file.details.plan ?? proposedPlan(today, file.facts.depositCents);
  const days = [
    ['preavis', 'Préavis reçu le', plan.noticeReceivedOn],
    ['fin', 'Le bail actuel finit le', plan.oldLeaseEndsOn],
    ['debut', 'Le nouveau bail commence le', plan.newLeaseStartsOn],
  ] as const;
  const euros = (cents: number | null) => (cents === null ? '' : String(cents / 100).replace('.', ','));
  const removals = [
    ['undecided', 'Au choix du ménage, pas encore dit'],
    ['firm', 'Une entreprise'],
    ['own', 'Par lui-même, avec le forfait'],
  ] as const;
  return (
    <form method="post" action={`/agent/mutations/${file.id}/plan`} class="narrow no-print">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={file.version} />
      {days.map(([name, label, value]) => (
        <div class="field" key={name}>
          <label for={name}>{label}</label>
          <input id={name} name={name} type="date" value={value} required />
        </div>
      ))}
      <div class="field">
        <label for="ancien">Dépôt de garantie actuel, en euros</label>
        <input
          id="ancien"
          name="ancien"
          inputmode="decimal"
          maxlength={12}
          value={euros(plan.oldDepositCents)}
        />
      </div>
      <div class="field">
        <label for="nouveau">Dépôt de garantie du nouveau bail, en euros</label>
        <input
          id="nouveau"
          name="nouveau"
          inputmode="decimal"
          maxlength={12}
          value={euros(plan.newDepositCents)}
        />
      </div>
      <div class="field">
        <label for="demenagement">Déménagement</label>
        <select id="demenagement" name="demenagement">
          {removals.map(([value, label]) => (
            <option key={value} value={value} selected={value === plan.removal}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="accompagne">Qui accompagne le ménage (prénom, service)</label>
        <input id="accompagne" name="accompagne" type="text" maxlength={80} value={plan.adviser ?? ''} />
      </div>
      <button type="submit" class={file.details.plan === null ? 'strong' : undefined}>
        {file.details.plan === null
          ? 'Enregistrer le plan et le dire au ménage'
          : 'Changer le plan et le dire au ménage'}
      </button>
    </form>
  );
}
