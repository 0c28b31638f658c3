/** One home in the report: its facts, its pool, its ranked households with their points, and who stands behind. */
import type { JSX } from 'preact';
import { type BarPart, StackedBar } from '../../documents/charts/stacked-bar.tsx';
import { frenchCount, frenchEuros, frenchNumber, frenchPercent } from '../../kernel/french.ts';
import type {
  CandidateSheet,
  ExplainedEntry,
  NextCandidate,
  ShortlistResult,
} from '../../matching/run-result.ts';
import {
  flagSentence,
  labelsOf,
  marginSentence,
  nextSentence,
  poolSentence,
  unfilledSentence,
} from '../../matching/run-sentences.ts';
import type { ReportHome } from './report-view.ts';

/** "T3 de 62 m², 412 € et 85 € de charges, PLUS, classe D". */
export function homeFacts({ home, holderName }: ReportHome): string {
  const parts = [
    `${home.typology} de ${frenchNumber(home.surfaceM2)}\u00a0m²`,
    `loyer ${frenchEuros(home.rentCents)} et ${frenchEuros(home.chargesCents)} de charges`,
    home.financing,
    home.energyClass === null ? 'classe énergie inconnue' : `classe énergie ${home.energyClass}`,
    home.qpvCode === null ? 'hors QPV' : `en QPV (${home.qpvCode})`,
    holderName === null ? 'non réservé' : `réservataire : ${holderName}`,
  ];
  return parts.join(' · ');
}

/** The section of one home. */
export function HomeSection(props: { shortlist: ShortlistResult; place: ReportHome }): JSX.Element {
  const { shortlist, place } = props;
  const unfilled = unfilledSentence(shortlist);
  const maximum = Math.max(1, ...shortlist.entries.map((entry) => entry.totalPoints));
  return (
    <section class="home" id={place.anchor}>
      <h3>{`${place.communeName}, ${place.home.typology} (${shortlist.homeId})`}</h3>
      <p>
        {place.home.address === '' ? null : (
          <>
            {place.home.address}
            <br />
          </>
        )}
        {homeFacts(place)}
      </p>
      <p class="quiet">{poolSentence(shortlist.pool, place.holderName)}</p>
      {shortlist.entries.length === 0 ? null : (
        <ol class="ranks">
          {shortlist.entries.map((entry) => (
            <EntryRow key={entry.rank} entry={entry} anchor={place.anchor} maximum={maximum} />
          ))}
        </ol>
      )}
      {unfilled === null ? null : <p class="attention">{unfilled}</p>}
      <NextHouseholds next={shortlist.next} />
    </section>
  );
}

function EntryRow(props: { entry: ExplainedEntry; anchor: string; maximum: number }): JSX.Element {
  const { entry, anchor, maximum } = props;
  const { sheet } = entry;
  return (
    <li class="rank">
      <h4>
        <span class="rank-number">{`Rang ${entry.rank}`}</span> {sheet.householdInWords}
      </h4>
      <p class="quiet">{`Demande ${sheet.number}, déposée il y a ${seniorityInWords(sheet.seniorityMonths)}.`}</p>
      <Labels sheet={sheet} />
      <p>{resourcesInWords(sheet)}</p>
      <p>
        <strong>{frenchCount(entry.totalPoints, 'point')}</strong>
        {` : ${frenchNumber(entry.gridPoints)} de la grille et ${frenchNumber(entry.bonusPoints)} des objectifs ou de la priorité DALO.`}
      </p>
      <StackedBar
        id={`${anchor}-rang-${entry.rank}`}
        title={`Points du rang ${entry.rank}`}
        parts={partsOf(entry)}
        maximum={maximum}
        unit={{ one: 'point', many: 'points' }}
        totalLabel="Total qui fait l’ordre"
      />
      <p>
        {marginSentence(entry)}{' '}
        {`Chance de se voir proposer le logement : ${frenchPercent(entry.offered, 0)}.`}
        {entry.elsewhere.map(({ homeId, rank }) => ` Aussi au rang ${rank} pour ${homeId}.`)}
      </p>
      {sheet.toExamine.length === 0 ? null : (
        <p class="examine">
          <strong>À examiner :</strong> {sheet.toExamine.map(({ code }) => flagSentence(code)).join(' ; ')}.
        </p>
      )}
    </li>
  );
}

function Labels(props: { sheet: CandidateSheet }): JSX.Element | null {
  const labels = labelsOf(props.sheet);
  if (labels.length === 0) return null;
  return (
    <p>
      {labels.map((label) => (
        <>
          <span class="tag" key={label}>
            {label}
          </span>{' '}
        </>
      ))}
    </p>
  );
}

function partsOf(entry: ExplainedEntry): BarPart[] {
  const lines: BarPart[] = [
    ...entry.scoreLines.map((line): BarPart => ({ label: line.label, value: line.points, kind: 'base' })),
    ...entry.bonusLines.map(
      (line): BarPart => ({
        label: line.label,
        value: line.points,
        kind: line.kind === 'dalo' ? 'priority' : 'bonus',
      }),
    ),
  ];
  return lines.filter((line) => line.value !== 0);
}

function resourcesInWords(sheet: CandidateSheet): string {
  if (sheet.monthlyResourcesCents === null) return 'Ressources inconnues : l’effort n’est pas calculé.';
  const evidence = sheet.resourcesEvidence === 'proved' ? 'justifiées' : 'déclarées';
  const resources = `Ressources ${evidence} : ${frenchEuros(sheet.monthlyResourcesCents)} par mois.`;
  if (sheet.netCostCents === null || sheet.aplCents === null) return resources;
  const aid = `APL${sheet.aplEstimated ? ' estimée' : ''} ${frenchEuros(sheet.aplCents)}`;
  const rate = sheet.effortRate === null ? '' : `, soit ${frenchPercent(sheet.effortRate, 0)} des ressources`;
  return `${resources} Reste à payer : ${frenchEuros(sheet.netCostCents)} (${aid})${rate}.`;
}

function seniorityInWords(months: number): string {
  if (months < 24) return `${frenchNumber(months)}\u00a0mois`;
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return `${years}\u00a0ans${rest === 0 ? '' : ` et ${rest}\u00a0mois`}`;
}

function NextHouseholds(props: { next: readonly NextCandidate[] }): JSX.Element | null {
  const { next } = props;
  if (next.length === 0) return null;
  return (
    <details class="next">
      <summary>
        {next.length === 1 ? 'Le ménage suivant' : `Les ${frenchNumber(next.length)} ménages suivants`}
      </summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Demande</th>
              <th scope="col">Ménage</th>
              <th scope="col" class="number">
                Points
              </th>
              <th scope="col">Pourquoi pas sur cette liste</th>
            </tr>
          </thead>
          <tbody>
            {next.map((candidate) => (
              <tr key={candidate.number}>
                <th scope="row">{candidate.number}</th>
                <td>{candidate.sheet.householdInWords}</td>
                <td class="number">{frenchNumber(candidate.totalPoints)}</td>
                <td>{nextSentence(candidate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
