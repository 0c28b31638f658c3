/** The sentence that answers "pourquoi pas ?", before the list of rules. */
import { frenchCount } from '../kernel/french.ts';
import { unreachable } from '../kernel/result.ts';
import type { WhyNot } from '../matching/run-result.ts';

export function whyNotSentence(answer: WhyNot, homeTitles: ReadonlyMap<string, string>): string {
  switch (answer.outcome) {
    case 'placed':
      return `Ce ménage est proposé au rang ${answer.rank} pour ce logement.`;
    case 'outranked':
      return `Ce ménage pouvait avoir ce logement, mais d’autres ont plus de points${pointsInWords(answer)}.${
        answer.placedAt ? ` Il est proposé ailleurs : ${placeInWords(answer, homeTitles)}.` : ''
      }`;
    case 'placedElsewhere':
      return `Ce ménage est proposé ailleurs, avec au moins autant de chances : ${placeInWords(answer, homeTitles)}.`;
    case 'notInPool':
      return 'Ce logement ne puise pas parmi les demandes où se trouve ce ménage : le détail dit à quelle étape.';
    case 'refusedByLaw':
      return 'La loi ne permet pas d’attribuer ce logement à ce ménage : le détail dit quelle règle, avec quelle donnée.';
    case 'setAside':
      return 'Un agent a écarté ce ménage de ce logement, avec un motif.';
    case 'unknownNumber':
      return 'Aucune demande ne porte ce numéro dans les données de ce calcul. Vérifiez les 18 caractères.';
    default:
      return unreachable(answer.outcome);
  }
}

function pointsInWords({ totalPoints, lastPlacedPoints }: WhyNot): string {
  if (totalPoints === null || lastPlacedPoints === null) return '';
  return ` : ${frenchCount(totalPoints, 'point')} contre ${frenchCount(lastPlacedPoints, 'point')} pour le dernier proposé`;
}

function placeInWords({ placedAt }: WhyNot, homeTitles: ReadonlyMap<string, string>): string {
  if (!placedAt) return 'sur une autre liste';
  return `rang ${placedAt.rank}, ${homeTitles.get(placedAt.homeId) ?? placedAt.homeId}`;
}

const stepTitles: Record<WhyNot['checks'][number]['step'], string> = {
  live: 'La demande est-elle enregistrée et à jour ?',
  number: 'A-t-elle un numéro unique ?',
  wish: 'Le ménage souhaite-t-il ce logement ?',
  size: 'La taille convient-elle à l’échelle publiée ?',
  holder: 'Le réservataire peut-il le proposer ?',
  law: 'La loi le permet-elle ?',
  order: 'Son nombre de points le place-t-il ici ?',
};

/** The question that a step of the answer settles. */
export function whyNotQuestion(step: WhyNot['checks'][number]['step']): string {
  return stepTitles[step];
}
