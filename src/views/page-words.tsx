/** The words that an officer knows and a newcomer does not: explained once a page, before they are met. */
import type { JSX } from 'preact';

const meanings = {
  apl: ['APL', 'aide personnalisée au logement, estimée ici avec le dernier barème publié'],
  caleol: [
    'CALEOL',
    'commission d’attribution des logements et d’examen de l’occupation des logements : elle décide, ces listes l’aident',
  ],
  dalo: ['DALO', 'droit au logement opposable, reconnu par la commission de médiation'],
  priority: ['Prioritaire (L441-1)', 'situation prioritaire de la loi, reconnue par un organisme à une date'],
  firstQuartile: [
    '1er quartile',
    'ménages dont les ressources par unité de consommation sont sous le seuil annuel du territoire',
  ],
  transfer: ['Mutation', 'demande d’un ménage déjà locataire du parc social'],
  financing: [
    'PLAI, PLUS, PLS',
    'financements du logement : ils fixent le plafond de ressources et le loyer',
  ],
  qpv: ['QPV', 'quartier prioritaire de la politique de la ville'],
  unit: [
    'Unité de consommation (UC)',
    'poids d’une personne dans le ménage : 1 pour la première, 0,5 ou 0,3 pour les autres',
  ],
  effort: [
    'Taux d’effort',
    'loyer et charges après aide, rapportés aux ressources : il ne change aucun rang',
  ],
  rank: ['Rang', 'place sur la liste : le logement est proposé au rang 1, puis au suivant en cas de refus'],
  quorum: ['Quorum', 'nombre de membres nommés qui doivent être présents ou représentés pour décider'],
  holder: ['Réservataire', 'organisme à qui le logement est réservé et qui désigne les candidats'],
} as const satisfies Record<string, readonly [string, string]>;

export type PageWord = keyof typeof meanings;

/** A folded list of words with their meaning; its summary names them, so that one knows when to open it. */
export function PageWords({ words }: { words: readonly PageWord[] }): JSX.Element {
  return (
    <details class="words">
      <summary>{`Les mots de cette page : ${namedIn(words)}`}</summary>
      <dl>
        {words.map((word) => (
          <div key={word}>
            <dt>{meanings[word][0]}</dt>
            <dd>{meanings[word][1]}.</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The first of them, as a sign of what is inside. */
function namedIn(words: readonly PageWord[]): string {
  const named = words.slice(0, 5).map((word) => meanings[word][0]);
  return words.length > named.length ? `${named.join(', ')}…` : named.join(', ');
}
