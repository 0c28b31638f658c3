/** `law occupancy`: under-occupation (F-02), over-occupation and minimum surface (F-05). */
import { z } from 'zod';
import { minimumSurfaceM2, overOccupation, underOccupation } from '../occupancy.ts';
import { defineCalculator } from './frame.ts';

const count = z.number().int().nonnegative().max(1000);

const inputSchema = z.object({
  habitableRooms: count,
  /** Rooms needed for a profession or an elective office. Absent: none; null: unknown. */
  professionalRooms: count.nullish(),
  surfaceM2: z.number().positive().max(100_000),
  residents: z.number().int().min(1, 'au moins un occupant').max(1000),
  visitingChildren: count.nullish(),
});

export const occupancyCalculator = defineCalculator({
  name: 'occupancy',
  summary: 'Sous-occupation, sur-occupation et surface minimale',
  rules: ['F-02', 'F-05'],
  fields: ['underOccupied', 'overOccupied', 'minimumSurfaceM2'],
  input: inputSchema,
  compute(input) {
    const { habitableRooms, surfaceM2, residents } = input;
    const professionalRooms = input.professionalRooms === undefined ? 0 : input.professionalRooms;
    const visitingChildren = input.visitingChildren === undefined ? 0 : input.visitingChildren;
    if (professionalRooms !== null && professionalRooms > habitableRooms) {
      const message = 'plus de pièces professionnelles que de pièces habitables';
      return { kind: 'refused', error: { code: 'out-of-range', path: 'professionalRooms', message } };
    }
    const under = underOccupation({ habitableRooms, professionalRooms, residents, visitingChildren });
    return {
      kind: 'values',
      values: {
        underOccupied: under.verdict === 'unknown' ? null : under.verdict === 'yes',
        overOccupied: overOccupation({ surfaceM2, residents }).verdict === 'yes',
        minimumSurfaceM2: minimumSurfaceM2(residents),
      },
      missing: under.missing,
    };
  },
});
