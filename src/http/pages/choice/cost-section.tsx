/** What the home would cost the household, beside its home of today where it is a tenant. */
import type { JSX } from 'preact';
import { frenchEuros } from '../../../kernel/french.ts';
import type { MonthlyCost, PersonalChoice } from '../../../portal/choice/advert-choice.ts';
import { effortWords, leftToPayWords } from '../../../portal/choice/choice-words.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';

type Line = { label: string; of: (monthly: MonthlyCost) => number | null };

const lines: readonly Line[] = [
  { label: 'Loyer', of: ({ rentCents, annexRentCents }) => rentCents + annexRentCents },
  { label: 'Charges', of: ({ chargesCents }) => chargesCents },
  {
    label: 'APL estimée',
    of: ({ cost }) => (cost?.aplCents == null ? null : -cost.aplCents),
  },
  { label: 'Reste à payer', of: ({ cost }) => cost?.netCostCents ?? null },
];

export function CostSection({ personal }: { personal: PersonalChoice }): JSX.Element {
  const { cost, today } = personal;
  const effort = effortWords(cost);
  return (
    <section class="card" aria-labelledby="prix">
      <h2 id="prix">Ce que vous paieriez</h2>
      <p class="lead">{leftToPayWords(cost)}</p>
      <ScrollBox label="Ce que vous paieriez chaque mois">
        <table class="plain beside">
          <thead>
            <tr>
              <th scope="col">Par mois</th>
              <th scope="col" class="number">
                Ce logement
              </th>
              {today === null ? null : (
                <th scope="col" class="number">
                  Le vôtre aujourd’hui
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ label, of }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="number">{euros(of(cost))}</td>
                {today === null ? null : <td class="number">{euros(of(today))}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {effort === null ? null : <p>{effort}</p>}
      <p class="small">
        L’aide au logement (APL) est estimée avec le dernier barème connu et vos revenus connus. Seule la CAF
        ou la MSA décide de son montant.
      </p>
      {today === null ? null : (
        <p>
          Demander ou refuser ce logement ne compte jamais parmi les trois offres que la loi prévoit quand un
          logement est trop grand (article L442-3-1). Vous gardez votre logement tant que vous ne signez pas
          un autre bail.
        </p>
      )}
    </section>
  );
}

/** Whole euros: a month's budget is not counted in cents. */
function euros(cents: number | null): string {
  if (cents === null) return 'non connu';
  const whole = Math.round(Math.abs(cents) / 100) * 100;
  return cents < 0 ? `−\u00a0${frenchEuros(whole)}` : frenchEuros(whole);
}
