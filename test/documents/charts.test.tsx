import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { BulletGraph } from '../../src/documents/charts/bullet-graph.tsx';
import { type BarPart, StackedBar } from '../../src/documents/charts/stacked-bar.tsx';
import { chartStyles } from '../../src/documents/charts/styles.ts';
import { frenchPercent } from '../../src/kernel/french.ts';

const unit = { one: 'point', many: 'points' };

function bar(parts: BarPart[], maximum = 200): string {
  return renderToString(
    <StackedBar
      id="r1"
      title="Points du rang 1"
      parts={parts}
      maximum={maximum}
      unit={unit}
      totalLabel="Total"
    />,
  );
}

describe('the stacked bar of points', () => {
  it('says every line and the total in its description and in its table', () => {
    const html = bar([
      { label: 'Ancienneté', value: 40, kind: 'base' },
      { label: '1er quartile', value: 15, kind: 'bonus' },
    ]);
    expect(html).toContain('Ancienneté : 40 ; 1er quartile : 15 ; Total : 55 points.');
    expect(html).toMatch(/<tr class="total"><th scope="row">Total<\/th><td class="number">55<\/td><\/tr>/);
    expect(html).toContain('role="img" aria-labelledby="r1-title r1-desc"');
  });

  it('draws parts end to end on the shared scale', () => {
    const html = bar([
      { label: 'a', value: 50, kind: 'base' },
      { label: 'b', value: 100, kind: 'priority' },
    ]);
    expect(html).toContain('x="0%" y="0" width="25%"');
    expect(html).toContain('x="25%" y="0" width="50%"');
    expect(html).toContain('x1="75%"');
  });

  it('lays points taken away over the end of the gains, hollow', () => {
    const html = bar([
      { label: 'a', value: 100, kind: 'base' },
      { label: 'Refus répétés', value: -40, kind: 'base' },
    ]);
    expect(html).toContain('class="chart-loss" x="30%" y="0" width="20%"');
    expect(html).toContain('x1="30%"');
  });

  it('escapes what people typed', () => {
    expect(bar([{ label: '<script>', value: 1, kind: 'base' }])).not.toContain('<script>');
  });
});

describe('the bullet graph of a target', () => {
  const labels = { reached: 'Depuis janvier', expected: 'Après cette séance', target: 'Objectif' };
  const draw = (reached: number, expected: number, target: number | null): string =>
    renderToString(
      <BulletGraph
        id="q1"
        title="1er quartile hors QPV"
        reached={reached}
        expected={expected}
        target={target}
        maximum={0.5}
        format={(value) => frenchPercent(value)}
        labels={labels}
      />,
    );

  it('hatches what the session should add, up to the target tick', () => {
    const html = draw(0.2, 0.225, 0.25);
    expect(html).toContain('class="chart-reached" x="0" y="9" width="40%"');
    expect(html).toContain('class="chart-expected" x="40%" y="9" width="5%"');
    expect(html).toContain('class="chart-target" x1="50%"');
    expect(html).toContain('Objectif : 25\u00a0%');
  });

  it('shows hollow what a session makes a share lose', () => {
    expect(draw(0.25, 0.2, 0.25)).toContain('class="chart-loss" x="40%" y="9" width="10%"');
  });

  it('draws no tick and says so where the commitment has no figure', () => {
    const html = draw(0.2, 0.2, null);
    expect(html).not.toContain('chart-target');
    expect(html).toContain('sans objectif chiffré');
  });
});

describe('the styles of the charts', () => {
  it('touch nothing outside the charts', () => {
    const css = chartStyles().replace(/\/\*[^*]*\*\//g, '');
    const selectors = [...css.matchAll(/([^{}]+)\{/g)]
      .flatMap((match) => (match[1] ?? '').split(','))
      .map((selector) => selector.trim())
      .filter((selector) => !selector.startsWith('@media'));
    expect(selectors.length).toBeGreaterThan(10);
    expect(selectors.filter((selector) => !selector.startsWith('.chart'))).toEqual([]);
  });
});
