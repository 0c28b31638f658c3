/** The way in to the indicators, with the mixity quota of each territory on a map. */
import type { RequestHandler } from 'express';
import type { MapState } from '../../../documents/charts/territory-map.tsx';
import { geography } from '../../../domain/territory.ts';
import { frenchPercent } from '../../../kernel/french.ts';
import { centreOf } from '../../../portal/adverts/commune-centres.ts';
import { type Figure, rateOf } from '../../../reporting/indicator.ts';
import { definitions } from '../../../reporting/indicators/indicator-of.ts';
import { factsWithin } from '../../../reporting/reach.ts';
import { departementsOf, readIndicator, yearSoFar } from '../../../reporting/screen/reading.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { IndicatorsPage, type MappedTerritory } from './index-page.tsx';
import { indicatorReader } from './reader.ts';

// A territory this near may still get there with one good week.
const closeLeases = 2;

export function indexRoute(dependencies: HttpDependencies): RequestHandler {
  return async (request, response) => {
    const reader = indicatorReader(request);
    const filter = { period: yearSoFar(dependencies, reader), territory: null };
    const { indicator, secrecy, facts } = await readIndicator(dependencies, reader, 'q1-outside-qpv', filter);
    const [leading] = indicator.definition.measures;
    const figures = indicator.figures.filter(
      ({ measure, place }) => measure === leading?.key && place.level === 'epci',
    );
    const isHidden = (figure: Figure) =>
      secrecy !== null && !secrecy.readable(indicator.definition.name, figure).whole;
    const inside = reader.reach === null ? facts : factsWithin(facts, reader.reach.departements);
    sendPage(
      response,
      <IndicatorsPage
        frame={frameOf(request, dependencies)}
        reader={reader}
        asOf={indicator.asOf}
        territories={figures.map((figure) => mapped(figure, isHidden(figure)))}
        departements={departementsOf(inside)}
        definitions={definitions}
        hasContingent={reader.base === '/prefecture' && reader.user.holderId !== null}
        defects={reader.mayOpenLeases ? indicator.defects.length : null}
      />,
    );
  };
}

function mapped(figure: Figure, isHidden: boolean): MappedTerritory {
  const { place } = figure;
  const rate = rateOf(figure);
  return {
    code: place.code ?? '',
    name: place.name,
    position: middleOf(place.code ?? ''),
    value: isHidden ? 'secret' : rate === null ? 'aucun bail' : frenchPercent(rate.valueOf()),
    state: isHidden ? 'none' : stateOf(figure),
  };
}

function stateOf({ missing, total }: Figure): MapState {
  if (missing === null || total === 0) return 'none';
  if (missing === 0) return 'reached';
  return missing <= closeLeases ? 'close' : 'behind';
}

/** The mean of the towns of an EPCI, each as heavy as its people; null where none is placed. */
function middleOf(siren: string): { latitude: number; longitude: number } | null {
  const communes = geography().epcis.get(siren)?.communes ?? [];
  let [weight, latitude, longitude] = [0, 0, 0];
  for (const insee of communes) {
    const centre = centreOf(insee);
    const people = geography().communes.get(insee)?.population ?? 0;
    if (centre === null || people === 0) continue;
    weight += people;
    latitude += people * centre.latitude;
    longitude += people * centre.longitude;
  }
  return weight === 0 ? null : { latitude: latitude / weight, longitude: longitude / weight };
}
