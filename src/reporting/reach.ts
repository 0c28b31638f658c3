/** What of a landlord's facts a reader held to départements may count: the préfet of one reads nothing of another. */
import { departementOfInsee } from '../domain/territory.ts';
import type { ReportingFacts } from './facts.ts';
import type { Figure, Indicator } from './indicator.ts';
import { departementPlace } from './indicators/places.ts';

/** The facts of some départements; sittings concern the whole landlord and are left out. */
export function factsWithin(facts: ReportingFacts, departements: readonly string[]): ReportingFacts {
  const isInside = (insee: string) => departements.includes(departementOfInsee(insee));
  return {
    ...facts,
    leases: facts.leases.filter(({ insee }) => isInside(insee)),
    offers: facts.offers.filter(({ insee }) => isInside(insee)),
    vacancies: facts.vacancies.filter(({ home }) => isInside(home.insee)),
    stock: facts.stock.filter(({ insee }) => isInside(insee)),
    sittings: [],
    flowPlans: [],
  };
}

/**
 * The indicator of a reader held to départements: figures of EPCI as they are (one that straddles two is one territory,
 * law §14 case 13), all else counted on what lies inside.
 */
export function indicatorWithin(
  read: (facts: ReportingFacts) => Indicator,
  facts: ReportingFacts,
  reach: { departements: readonly string[]; name: string } | null,
): Indicator {
  if (reach === null) return read(facts);
  const inside = read(factsWithin(facts, reach.departements));
  // A commission sits for the whole landlord: counting none of its sittings would read as none held.
  if (inside.definition.name === 'caleol') return { ...inside, figures: [], tables: [] };
  const whole = read(facts);
  const touches = (codes: readonly string[]) => codes.some((code) => reach.departements.includes(code));
  const [only, ...others] = reach.departements;
  return {
    ...inside,
    figures: [
      ...inside.figures
        .filter(({ place }) => place.level !== 'epci' && isKept(place.departements, touches))
        .filter((figure) => !isRepeated(figure, inside.figures, reach.departements))
        .map((figure) => (figure.place.level === 'landlord' ? asPart(figure, reach.name) : figure))
        // Of one département, the landlord's part is the département: one place, whatever the window.
        .map((figure) =>
          figure.place.level === 'landlord' && only !== undefined && others.length === 0
            ? { ...figure, place: departementPlace(only) }
            : figure,
        ),
      ...whole.figures.filter(({ place }) => place.level === 'epci' && touches(place.departements)),
    ],
  };
}

/** The landlord's figure on a part of its stock: the landlord's own goal is not that part's. */
function asPart(figure: Figure, name: string): Figure {
  return {
    ...figure,
    place: { ...figure.place, name: `${figure.place.name}, ${name}` },
    goal: null,
    missing: null,
    excess: null,
  };
}

function isKept(departements: readonly string[], touches: (codes: readonly string[]) => boolean): boolean {
  return departements.length === 0 || touches(departements);
}

/** With one département, the figure of the landlord is that of the département, said twice. */
function isRepeated(
  { place, measure, period }: Figure,
  figures: readonly Figure[],
  departements: readonly string[],
): boolean {
  return (
    place.level === 'landlord' &&
    departements.length === 1 &&
    figures.some(
      (other) =>
        other.place.level === 'departement' &&
        other.measure === measure &&
        other.period.from === period.from &&
        other.period.until === period.until,
    )
  );
}
