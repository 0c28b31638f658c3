/** The sheet of one EPCI or département. */
import type { Request, RequestHandler } from 'express';
import type { IndicatorReader } from '../../../access/indicator-reader.ts';
import { departementOfInsee, geography } from '../../../domain/territory.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { forecastYear } from '../../../reporting/forecast/forecast.ts';
import type { IndicatorName } from '../../../reporting/indicator.ts';
import { notCountedInWords } from '../../../reporting/screen/cell-words.ts';
import { factsOf, indicatorFor, threshold, yearSoFar } from '../../../reporting/screen/reading.ts';
import { screenOf } from '../../../reporting/screen/screen.ts';
import { territorySheet } from '../../../reporting/screen/territory-sheet.ts';
import { secrecyReason } from '../../../reporting/suppression/small-counts.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { indicatorReader } from './reader.ts';
import { type SheetForecast, SheetPage } from './sheet-page.tsx';

export function sheetRoute(dependencies: HttpDependencies): RequestHandler<{ code: string }> {
  return async (request: Request<{ code: string }>, response) => {
    const reader = indicatorReader(request);
    const { code } = request.params;
    const period = yearSoFar(dependencies, reader);
    const facts = await factsOf(dependencies, reader, period);
    const k = await threshold(dependencies, reader);
    const known = new Map<IndicatorName, ReturnType<typeof indicatorFor>>();
    const read = (name: IndicatorName) => {
      const found = known.get(name) ?? indicatorFor(facts, reader, k, name, period);
      known.set(name, found);
      return found;
    };
    const sheet = isWithinReach(code, reader) ? territorySheet(facts, code, read) : null;
    if (sheet === null) {
      throw new AppError('not-found', 'Ce territoire n’est pas de ceux que vous lisez.', {
        hint: 'Choisissez un territoire dans la liste des indicateurs.',
      });
    }
    const targets = sheet.figures.flatMap(({ target, hidden }) =>
      target === null || hidden ? [] : [target],
    );
    const ends = await yearEnds(dependencies, reader, { ...facts, targets });
    const { indicator: whole, secrecy } = read('q1-outside-qpv');
    sendPage(
      response,
      <SheetPage
        frame={frameOf(request, dependencies)}
        base={reader.base}
        name={sheet.name}
        asOf={whole.asOf}
        figures={sheet.figures.map((figure) => ({
          ...figure,
          forecast: figure.target === null ? null : (ends.get(figure.target.id) ?? null),
        }))}
        notCounted={[
          ...whole.definition.leftOut,
          ...screenOf(whole, sheet.name, secrecy).notCounted.map(notCountedInWords),
        ]}
        secrecy={k !== null && sheet.figures.some(({ hidden }) => hidden) ? secrecyReason(k) : null}
      />,
    );
  };
}

/** A préfecture reads its départements, and the EPCI that lie in one of them at least in part. */
function isWithinReach(code: string, { reach }: IndicatorReader): boolean {
  if (reach === null) return true;
  const epci = geography().epcis.get(code);
  const departements = epci ? epci.communes.map(departementOfInsee) : [code];
  return departements.some((one) => reach.departements.includes(one));
}

/** What each target should be on 31 December. */
async function yearEnds(
  { reporting, publishedRules }: HttpDependencies,
  { user }: IndicatorReader,
  facts: Parameters<typeof forecastYear>[0],
): Promise<Map<string, SheetForecast>> {
  const rules = (await publishedRules(facts.asOf)).find(({ landlordId }) => landlordId === user.landlordId);
  if (!rules) return new Map();
  const { targets } = forecastYear(facts, await reporting.pool(user.landlordId), rules.policy);
  return new Map(targets.flatMap(({ target, yearEnd }) => (yearEnd === null ? [] : [[target.id, yearEnd]])));
}
