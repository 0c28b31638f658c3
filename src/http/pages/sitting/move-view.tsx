/** The gauge "si cette décision passe": the targets that a home moves, before and after the order that was chosen. */
import type { JSX } from 'preact';
import { columnLetter } from '../../../committee/sheet-rows.ts';
import { BulletGraph } from '../../../documents/charts/bullet-graph.tsx';
import { frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { TargetMove } from './target-moves.ts';

export type ShownMove = TargetMove & {
  /** Columns of the candidates that count for the target. */
  counting: readonly number[];
};

/** `decided`: true where an order was chosen; before that only who counts is told. */
export function MoveView({ moves, decided }: { moves: readonly ShownMove[]; decided: boolean }): JSX.Element {
  if (moves.length === 0)
    return <p>Aucun objectif chiffré de l’année ne compte ce logement, ou aucun calcul n’y est rattaché.</p>;
  const concerned = decided ? moves : moves.filter(({ counting }) => counting.length > 0);
  const others = moves.filter((move) => !concerned.includes(move));
  return (
    <>
      <div class="targets">
        {concerned.map((move) => (
          <section class="target" key={move.quota.targetId}>
            <h3>{move.quota.name}</h3>
            {decided ? <Gauge move={move} /> : null}
            <p class="small">{countingSentence(move.counting)}</p>
            {decided ? <p class="small">{changeSentence(move)}</p> : null}
          </section>
        ))}
      </div>
      {others.length === 0 ? null : (
        <p class="small">
          Aucun des candidats ne compte pour : {others.map(({ quota }) => quota.name).join(' ; ')}.
        </p>
      )}
    </>
  );
}

function Gauge({ move }: { move: ShownMove }): JSX.Element {
  const { quota } = move;
  const isShare = quota.share !== null;
  const target = quota.share ?? quota.number;
  return (
    <BulletGraph
      id={`effet-${quota.targetId}`}
      title={quota.name}
      reached={standing(move, 'before')}
      expected={standing(move, 'after')}
      target={target}
      maximum={isShare ? Math.min(1, Math.max(0.5, (target ?? 0) * 1.6)) : (target ?? 0) * 1.25}
      format={isShare ? (value) => frenchPercent(value, 2) : (value) => frenchNumber(value)}
      labels={{ reached: 'Attendu jusqu’ici', expected: 'Si cette décision passe', target: 'Objectif' }}
    />
  );
}

function standing({ quota, ...sides }: TargetMove, side: 'before' | 'after'): number {
  const { inGroup, total } = sides[side];
  if (quota.share === null) return inGroup;
  return total === 0 ? 0 : inGroup / total;
}

/** "Y comptent les candidats A et C." */
function countingSentence(counting: readonly number[]): string {
  if (counting.length === 0) return 'Aucun des candidats n’y compte.';
  const letters = counting.map(columnLetter);
  const last = letters.at(-1) ?? '';
  return letters.length === 1
    ? `Y compte le candidat ${last}.`
    : `Y comptent les candidats ${letters.slice(0, -1).join(', ')} et ${last}.`;
}

function changeSentence(move: TargetMove): string {
  const [before, after] = [standing(move, 'before'), standing(move, 'after')];
  const format = (value: number) =>
    move.quota.share === null ? `${frenchNumber(value, 2)} baux` : frenchPercent(value, 2);
  if (format(before) === format(after)) return 'Cette décision n’y change rien.';
  return `${after > before ? '▲' : '▼'} ${format(before)} attendus jusqu’ici, ${format(after)} si cette décision passe.`;
}
