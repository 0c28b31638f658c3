import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { PaceCurve } from '../../src/documents/charts/pace-curve.tsx';
import { TerritoryMap } from '../../src/documents/charts/territory-map.tsx';
import { civilDate } from '../../src/kernel/civil-date.ts';
import { frenchPercent } from '../../src/kernel/french.ts';

const day = civilDate;
const curve = (forecast: Parameters<typeof PaceCurve>[0]['forecast']) =>
  render(
    <PaceCurve
      id="c"
      title="Premier quartile hors QPV, Metz"
      period={{ from: day('2026-01-01'), until: day('2026-12-31') }}
      points={[
        { on: day('2026-01-31'), value: 0.2 },
        { on: day('2026-02-14'), value: 0.22 },
        { on: day('2026-02-28'), value: 0.24 },
      ]}
      goal={{ value: 0.25, shape: 'level' }}
      forecast={forecast}
      format={frenchPercent}
      labels={{ reached: 'part depuis le 1er janvier', goal: 'objectif', forecast: 'prévision' }}
    />,
  );

describe('a pace curve', () => {
  it('says in words where the figure stands, its target and the likely end', () => {
    const html = curve([
      { on: day('2026-02-28'), low: 0.24, expected: 0.24, high: 0.24 },
      { on: day('2026-12-31'), low: 0.22, expected: 0.245, high: 0.27 },
    ]);
    const said = /<desc[^>]*>([^<]*)</.exec(html)?.[1] ?? '';
    expect(said).toMatch(/28\/02\/2026 : 24.%/);
    expect(said).toMatch(/objectif : 25.%/);
    expect(said).toMatch(/31\/12\/2026 : 24,5.%, entre 22.% et 27.%/);
  });

  it('keeps in its table the last day of each month, and the range of the end', () => {
    const html = curve([]);
    expect(html).not.toContain('14/02/2026');
    expect(html).toContain('28/02/2026');
    expect(html).not.toContain('chart-band');
  });
});

describe('a map of territories', () => {
  it('parts two signs that lie at one point, and keeps in the table a place without position', () => {
    const html = render(
      <TerritoryMap
        id="m"
        title="Mixité"
        places={[
          { name: 'Metz', position: { latitude: 49.1, longitude: 6.2 }, value: '24 %', state: 'close' },
          { name: 'Nancy', position: { latitude: 49.1, longitude: 6.2 }, value: '18 %', state: 'behind' },
          { name: 'Longwy', position: null, value: '31 %', state: 'reached' },
        ]}
        words={{ reached: 'atteint', close: 'proche', behind: 'en retard', none: 'sans objectif' }}
      />,
    );
    const xs = [...html.matchAll(/<text class="chart-number" x="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(xs).toHaveLength(2);
    expect(Math.abs((xs[0] ?? 0) - (xs[1] ?? 0))).toBeGreaterThan(20);
    expect(html).toContain('3. Longwy');
  });
});
