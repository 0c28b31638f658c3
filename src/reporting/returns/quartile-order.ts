/** U-06: until the order of the year is loaded the latest earlier one stands in, and no final return is made of it. */
import { type CivilDate, yearOf } from '../../kernel/civil-date.ts';
import { q1ThresholdOn } from '../../law/quartile.ts';
import type { Figure } from '../indicator.ts';
import type { Check } from './return-content.ts';

/** The sentence of a provisional return; null where the year's own order classes its leases. */
export function provisionalSentence(
  figures: readonly Pick<Figure, 'place'>[],
  until: CivilDate,
): string | null {
  const orders = figures.flatMap(({ place }) => {
    const threshold = place.code === null ? null : q1ThresholdOn(until, place.code);
    return threshold?.provisional === true ? [threshold.orderYear] : [];
  });
  const [order] = orders;
  if (order === undefined) return null;
  return `État provisoire : l’arrêté des quartiles de ${yearOf(until)} n’est pas chargé, les seuils de ${order} le remplacent. Cet état ne peut pas être transmis comme définitif.`;
}

export function provisionalCheck(sentence: string | null, until: CivilDate): Check[] {
  if (sentence === null) return [];
  return [
    {
      key: 'order-provisional',
      level: 'blocking',
      words: `L’arrêté des quartiles de ${yearOf(until)} n’est pas chargé : les quartiles sont provisoires.`,
      todo: 'Attendez la publication et le chargement de l’arrêté ; envoyé avant, l’état reste provisoire.',
      place: 'law',
    },
  ];
}
