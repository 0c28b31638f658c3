/** The balance of the shares before and after the batch, one bullet graph each. */
import type { JSX } from 'preact';
import type { AimBalance } from '../../../committee/orientation/advice.ts';
import { BulletGraph } from '../../../documents/charts/bullet-graph.tsx';
import { frenchNumber } from '../../../kernel/french.ts';

export function BalanceGauges({ balance }: { balance: readonly AimBalance[] }): JSX.Element {
  return (
    <div class="targets">
      {balance.map((line, index) => (
        <div class="target" key={line.destination}>
          <h3>{line.name}</h3>
          <p class="small">{`${frenchNumber(line.before, 0)} avant, ${frenchNumber(line.after, 0)} après ce lot ; dû à ce jour ${frenchNumber(line.aim, 1)}, sur l’année ${frenchNumber(line.yearDue, 0)}.`}</p>
          <BulletGraph
            id={`part-${index}`}
            title={`${line.name} : logements orientés cette année`}
            reached={line.before}
            expected={line.after}
            target={line.aim}
            maximum={Math.max(line.yearDue, line.after, line.aim)}
            format={(value) => frenchNumber(value, 1)}
            labels={{ reached: 'Avant ce lot', expected: 'Après ce lot', target: 'Dû à ce jour' }}
          />
        </div>
      ))}
    </div>
  );
}
