/** Income, benefit, effort and seniority of a household for one home, in one line of facts. */
import type { ComponentChildren, JSX } from 'preact';
import { frenchAt, frenchEuros, frenchPercent } from '../kernel/french.ts';
import type { CandidateSheet } from '../matching/run-result.ts';

export function SheetFacts({ sheet }: { sheet: CandidateSheet }): JSX.Element {
  return (
    <ul class="facts small">
      <li>
        Ressources :{' '}
        {sheet.monthlyResourcesCents === null ? (
          <strong>inconnues</strong>
        ) : (
          <>
            {frenchEuros(sheet.monthlyResourcesCents)} par mois (
            {sheet.resourcesEvidence === 'proved' ? 'justifiées' : 'déclarées'})
          </>
        )}
      </li>
      <Amount label={sheet.aplEstimated ? 'APL estimée' : 'APL'} cents={sheet.aplCents} />
      <Amount label="Reste à payer" cents={sheet.netCostCents} />
      {sheet.effortRate === null ? null : (
        <Fact label="Taux d’effort">{frenchPercent(sheet.effortRate)}</Fact>
      )}
      {sheet.residualPerUnitPerDayCents === null ? null : (
        <Fact label="Reste à vivre">
          {frenchEuros(sheet.residualPerUnitPerDayCents)} par jour et par unité de consommation
        </Fact>
      )}
      {sheet.freedHome === undefined ? null : <Fact label="Libérerait">{freedInWords(sheet.freedHome)}</Fact>}
      <Fact label="Demande depuis">{seniorityInWords(sheet.seniorityMonths)}</Fact>
    </ul>
  );
}

function freedInWords({ typology, communeName, relet }: NonNullable<CandidateSheet['freedHome']>): string {
  const home = `un ${typology} ${frenchAt(communeName)}`;
  return relet ? home : `${home}, qui ne peut pas être reloué`;
}

function Amount({ label, cents }: { label: string; cents: number | null }): JSX.Element | null {
  return cents === null ? null : <Fact label={label}>{frenchEuros(cents)}</Fact>;
}

function Fact({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <li>
      {label} : {children}
    </li>
  );
}

/** "3 ans et 2 mois", "8 mois", "moins d'un mois". */
function seniorityInWords(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [
    ...(years > 0 ? [`${years} an${years > 1 ? 's' : ''}`] : []),
    ...(rest > 0 ? [`${rest} mois`] : []),
  ];
  return parts.length === 0 ? 'moins d’un mois' : parts.join(' et ');
}
