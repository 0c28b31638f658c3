/** The order that households are told, in plain French: what makes it, what it gives to whom reads, what may change it. */
import { frenchCount } from '../../kernel/french.ts';
import type { Tier } from './advert-choice.ts';

/** The published order in two sentences: that of a home's list while no target is late (ADR 4). */
export function orderWords(mostQuotaPoints: number): string {
  const dalo =
    mostQuotaPoints === 0
      ? ''
      : `, plus ${frenchCount(mostQuotaPoints, 'point')} pour un droit au logement opposable (DALO) reconnu`;
  return `Cet ordre est public : les points de la grille${dalo}. À égalité de points : le logement qui correspond le mieux au foyer, puis la demande la plus ancienne.`;
}

/** What the household has in that order: "Pour vous : 31 points, …". */
export function ownPointsWords(own: { gridPoints: number; daloPoints: number; tier: Tier }): string {
  const points = `Pour vous : ${frenchCount(own.gridPoints, 'point')} de la grille`;
  if (own.tier === 0) {
    const added = own.daloPoints === 0 ? '' : `, plus ${frenchCount(own.daloPoints, 'point')}`;
    return `${points}${added} : votre droit au logement opposable (DALO) est reconnu.`;
  }
  return own.tier === 1
    ? `${points}. Votre situation prioritaire (L441-1) est reconnue : elle compte par les points que la grille lui donne.`
    : `${points}. Aucune situation prioritaire n’est reconnue dans votre demande.`;
}

/** Why the list that the committee reads may be in another order: exactly what may differ. */
export function otherOrderWords(mostQuotaPoints: number): string {
  const targets =
    mostQuotaPoints === 0
      ? ''
      : ` Un objectif publié du territoire qui est en retard ajoute des points aux ménages qui y répondent, ${frenchCount(mostQuotaPoints, 'point')} au plus.`;
  return `La liste présentée à la commission part du même ordre.${targets} Un ménage proposé pour un autre logement n’y est plus. Des ménages que la loi ou un réservataire désigne peuvent y entrer.`;
}
