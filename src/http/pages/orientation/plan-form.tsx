/** The forecast of the year's flow: arrivals and the deductions of R441-5, as the landlord tells holders in February. */
import type { JSX } from 'preact';
import {
  conventionOf,
  type FlowConvention,
  type FlowPlan,
} from '../../../committee/orientation/flow-plan.ts';
import type { ReservationHolder } from '../../../domain/reservation.ts';
import type { PageFrame } from '../layout.tsx';

const planFields = [
  ['liberes', 'Logements libérés dans l’année'],
  ['neufs', 'Logements neufs livrés'],
  ['mutations', 'Déduits : mutations internes'],
  ['renouvellement', 'Déduits : renouvellement urbain'],
  ['orcod', 'Déduits : opérations de requalification des copropriétés dégradées (ORCOD)'],
  ['indigne', 'Déduits : lutte contre l’habitat indigne'],
  ['vente', 'Déduits : relogements pour une vente'],
  ['substitution', 'Attribués par le préfet à la place du bailleur'],
  ['nommes', 'Réservés logement par logement (défense, sécurité intérieure, hôpitaux)'],
] as const;
type PlanField = (typeof planFields)[number][0];

/** The figures of a plan by the name of their field. */
function planFigures(plan: FlowPlan): Record<PlanField, number> {
  return {
    liberes: plan.vacated,
    neufs: plan.newDeliveries,
    mutations: plan.deducted.internalTransfers,
    renouvellement: plan.deducted.urbanRenewal,
    orcod: plan.deducted.orcod,
    indigne: plan.deducted.unfitHousing,
    vente: plan.deducted.sale,
    substitution: plan.prefetSubstituted,
    nommes: plan.namedHomes,
  };
}

export function PlanForm(props: {
  frame: PageFrame;
  plan: FlowPlan;
  version: number;
  holders: readonly Pick<ReservationHolder, 'id' | 'name'>[];
}): JSX.Element {
  const figures = planFigures(props.plan);
  return (
    <section class="card no-print">
      <h2>{`Prévision ${props.plan.year}`}</h2>
      {props.plan.estimated ? (
        <p class="alert">Aucune prévision n’a été saisie : les chiffres ci-dessous sont une estimation.</p>
      ) : null}
      <form method="post" action="/agent/orientation/bilan" class="narrow">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="version" value={String(props.version)} />
        {planFields.map(([name, label]) => (
          <div class="field" key={name}>
            <label for={`plan-${name}`}>{label}</label>
            <input
              id={`plan-${name}`}
              name={name}
              type="number"
              min={0}
              max={1_000_000}
              required
              value={String(figures[name])}
            />
          </div>
        ))}
        <div class="field">
          <label for="plan-programmes">Les programmes neufs sont-ils dans le flux ?</label>
          <select id="plan-programmes" name="programmes">
            <option value="oui" selected={props.plan.newProgrammesInFlow}>
              Oui
            </option>
            <option value="non" selected={!props.plan.newProgrammesInFlow}>
              Non, la convention les tient à part
            </option>
          </select>
        </div>
        <div class="field">
          <label for="plan-tendues">
            Communes en zone tendue : codes INSEE, séparés par des espaces (vide : liste non chargée, le mois
            de la loi vaut partout)
          </label>
          <textarea id="plan-tendues" name="tendues" rows={3}>
            {(props.plan.tenseCommunes ?? []).join(' ')}
          </textarea>
        </div>
        <div class="field">
          <label for="plan-departements">
            Départements où l’offre DALO a six mois : codes, séparés par des espaces (vide : liste non
            chargée, trois mois partout)
          </label>
          <input
            id="plan-departements"
            name="departements"
            value={(props.plan.largeAreaDepartements ?? []).join(' ')}
          />
        </div>
        {props.holders.map((holder) => (
          <ConventionFields
            key={holder.id}
            name={holder.name}
            convention={conventionOf(props.plan, holder.id)}
          />
        ))}
        <div class="field">
          <label for="plan-source">D’où viennent ces chiffres ?</label>
          <input
            id="plan-source"
            name="source"
            required
            maxLength={200}
            value={props.plan.estimated ? '' : props.plan.source}
          />
        </div>
        <button type="submit" class="strong">
          Enregistrer la prévision
        </button>
      </form>
    </section>
  );
}

/** What one convention stipulates; a holder without a line keeps the safe values. */
function ConventionFields(props: { name: string; convention: FlowConvention }): JSX.Element {
  const { convention } = props;
  const { holderId } = convention;
  return (
    <fieldset>
      <legend>{`Convention avec ${props.name}`}</legend>
      <label for={`mois-${holderId}`}>Mois pour désigner (vide : le réglage du bailleur)</label>
      <input
        id={`mois-${holderId}`}
        name={`mois.${holderId}`}
        type="number"
        min={1}
        max={3}
        value={convention.designationMonths === null ? '' : String(convention.designationMonths)}
      />
      <Tick
        name={`garant.${holderId}`}
        label="Garantit des emprunts (20 % du flux du territoire au plus)"
        on={convention.guarantor}
      />
      <Tick
        name={`minimum.${holderId}`}
        label="La convention écarte le minimum de l’État hors QPV"
        on={convention.outsideQpvMinimumWaived}
      />
      <Tick
        name={`rendus.${holderId}`}
        label="Un logement rendu sans candidat compte dans sa part"
        on={convention.returnedHomesCount}
      />
    </fieldset>
  );
}

function Tick(props: { name: string; label: string; on: boolean }): JSX.Element {
  return (
    <div>
      <span class="pin">
        <input type="checkbox" id={props.name} name={props.name} value="oui" checked={props.on} />{' '}
        <label for={props.name}>{props.label}</label>
      </span>
    </div>
  );
}
