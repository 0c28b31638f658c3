/** What the home would cost the household: with the resources on file, and with those of today if they changed. */
import type { JSX } from 'preact';
import { frenchEuros, frenchPercent } from '../../../kernel/french.ts';
import type { HomeCost } from '../../../matching/home-cost.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { InstructionPageProps } from './instruction-props.ts';

export function CostSection({ file, place, cost, typed, path, frame }: InstructionPageProps): JSX.Element {
  const { monthlyResourcesCents } = file.application.household;
  const columns = [
    { title: 'Avec le dossier', resources: monthlyResourcesCents, cost },
    ...(typed === null
      ? []
      : [{ title: 'Avec les ressources saisies', resources: typed.resourcesCents, cost: typed.cost }]),
  ];
  const rent = place.home.rentCents + place.home.annexRentCents;
  const charges = place.home.chargesCents + place.home.flatChargesCents;
  const rows: readonly (readonly [string, (column: (typeof columns)[number]) => string])[] = [
    ['Ressources mensuelles', ({ resources }) => amount(resources)],
    ['Loyer', () => frenchEuros(rent)],
    ['Charges', () => frenchEuros(charges)],
    [cost.aplEstimated ? 'APL estimée' : 'APL', (column) => amount(column.cost.aplCents)],
    ...(reductionOf(cost, rent + charges) > 0
      ? [
          [
            'Réduction de loyer de solidarité',
            (column: (typeof columns)[number]) => frenchEuros(reductionOf(column.cost, rent + charges)),
          ] as const,
        ]
      : []),
    ['Reste à payer', (column) => amount(column.cost.netCostCents)],
    [
      'Taux d’effort',
      (column) => (column.cost.effortRate === null ? 'inconnu' : frenchPercent(column.cost.effortRate)),
    ],
    ['Reste à vivre par jour et par unité de consommation', (column) => residual(column.cost)],
  ];
  return (
    <section class="card" aria-labelledby="cout">
      <h2 id="cout">Ce que coûterait ce logement</h2>
      <ScrollBox label="Coût du logement">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Par mois</th>
              {columns.map(({ title }) => (
                <th scope="col" class="number" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([label, read]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {columns.map((column) => (
                  <td class="number" key={column.title}>
                    {read(column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class="small quiet">
        Méthode obligatoire de l’article R441-3-1, avec l’aide que le ménage pourrait avoir, estimée sur le
        dernier barème publié. Aucun seuil n’est dans la loi : un taux élevé n’est jamais un refus.
      </p>
      <form class="pin no-print" method="post" action={`${path}/calcul#cout`}>
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <label for="ressources-du-jour">Ressources mensuelles d’aujourd’hui, en euros</label>
        <input
          id="ressources-du-jour"
          name="ressources"
          inputmode="decimal"
          required
          size={10}
          maxlength={12}
          autocomplete="off"
        />
        <button type="submit">Recalculer sans rien enregistrer</button>
      </form>
    </section>
  );
}

function amount(cents: number | null): string {
  return cents === null ? 'inconnu' : frenchEuros(cents);
}

/** What the rent is lowered by (RLS) beside the benefit: the part of the cost that neither explains. */
function reductionOf({ aplCents, netCostCents }: HomeCost, costCents: number): number {
  if (aplCents === null || netCostCents === null) return 0;
  return costCents - aplCents - netCostCents;
}

function residual({ residualPerUnitPerDayCents }: HomeCost): string {
  return amount(residualPerUnitPerDayCents);
}
