/** How orientation speaks: refusals, homes, distances. */
import type { AlternativeAdvice } from '../../../committee/orientation/advice.ts';
import type { OrientationRefusal } from '../../../committee/orientation/decide.ts';
import { unfitWords } from '../../../committee/orientation/destination.ts';
import type { Home } from '../../../domain/home.ts';
import { geography } from '../../../domain/territory.ts';
import { frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';

/** "T3 de 63 m² à Metz". */
export function homeLine(home: Pick<Home, 'typology' | 'surfaceM2' | 'insee'>): string {
  return `${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m² à ${communeName(home.insee)}`;
}

/** "12 rue des Lilas, Metz"; an address that names its commune is enough. */
export function fullAddress(home: Pick<Home, 'address' | 'insee'>): string {
  const commune = communeName(home.insee);
  return home.address.includes(commune) ? home.address : `${home.address}, ${commune}`;
}

/** The commune's name, or its code where the geography does not know it. */
function communeName(insee: string): string {
  return geography().communes.get(insee)?.name ?? insee;
}

/** "PLUS, hors QPV, loyer 326 €". */
export function homeDetails(
  home: Pick<Home, 'financing' | 'qpvCode' | 'rentCents' | 'annexRentCents'>,
): string {
  const where = home.qpvCode === null ? 'hors QPV' : 'en QPV';
  return `${home.financing}, ${where}, loyer ${frenchEuros(home.rentCents + home.annexRentCents)}`;
}

/** "+1,2 logement d’écart", "sans écart de plus", "dépasse une limite de la loi". */
export function costInWords({ cost, beyondLimit }: Pick<AlternativeAdvice, 'cost' | 'beyondLimit'>): string {
  if (beyondLimit) return 'dépasse une limite de la loi';
  if (cost < 0.05) return 'sans écart de plus';
  return `+${frenchNumber(cost, 1)}\u00a0logement${cost >= 2 ? 's' : ''} d’écart`;
}

/** What the officer reads when a home cannot be oriented so. */
export function refusalInWords(refusal: OrientationRefusal): string {
  switch (refusal.code) {
    case 'unknownHome':
      return 'Ce logement n’est plus dans la liste des logements libérés.';
    case 'notToLet':
      return 'Ce logement est loué ou retiré de la location : il ne s’oriente plus.';
    case 'alreadyOriented': {
      const when = refusal.on === null ? '' : ` le ${frenchShortDate(refusal.on)}`;
      return `Déjà orienté vers « ${refusal.name} » par ${refusal.by}${when}. Votre choix n’a rien changé.`;
    }
    case 'unknownDestination':
      return 'Cette destination n’existe pas ou plus. Rechargez la page.';
    case 'unfit':
      return `Ce réservataire ne peut pas recevoir ce logement : ${unfitWords[refusal.because]}.`;
    case 'mayorOnly':
      return 'Le réservataire n’a pas abouti : en QPV seul le maire désigne ensuite, ailleurs le logement revient au bailleur.';
    case 'reasonMissing':
      return 'Ce choix s’écarte du conseil : indiquez le motif.';
    case 'noteMissing':
      return 'Précisez le motif « autre » en quelques mots.';
  }
}
