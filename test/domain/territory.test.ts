import { describe, expect, it } from 'vitest';
import { epciOfCommune, epciOn, geography } from '../../src/domain/territory.ts';
import { civilDate } from '../../src/kernel/civil-date.ts';

describe('territories', () => {
  it('find the EPCI of a commune', () => {
    expect(epciOfCommune('57463', civilDate('2026-11-21'))?.name).toBe('Metz Métropole');
  });

  it('follow the merger of Thionville and Val de Fensch from 2026', () => {
    expect(epciOfCommune('57672', civilDate('2025-12-31'))?.siren).toBe('245701362');
    expect(epciOfCommune('57672', civilDate('2026-01-01'))?.siren).toBe('992367730');
    expect(epciOn('245701222', civilDate('2026-06-01'))?.name).toBe('Thionville Fensch Agglomération');
    expect(geography().epcis.get('992367730')?.communes).toHaveLength(23);
  });

  it('give the EPT of a commune of Greater Paris, not the metropolis', () => {
    expect(epciOfCommune('93066', civilDate('2026-11-21'))?.name).toContain('Plaine Commune');
  });

  it('keep an EPCI that straddles two départements in one piece', () => {
    expect(epciOn('200070746', civilDate('2026-11-21'))?.departements).toEqual(['57', '67']);
  });
});
