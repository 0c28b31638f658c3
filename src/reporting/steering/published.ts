/** What anyone may read of a validation: the figures, their day and the function of who validated, never a name or a reason. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { SteeringContent, SteeringValidation } from './validation.ts';

export type PublishedSteering = {
  validatedOn: CivilDate;
  role: string;
  effectiveOn: CivilDate;
  until: CivilDate;
  lines: readonly { name: string; askedShare: number; mostPoints: number; changed: boolean }[];
  /** Targets that the person left aside: they weigh as though nobody steered them. */
  aside: readonly string[];
  acceptance: readonly Pick<
    SteeringContent['acceptance'][number],
    'insee' | 'typology' | 'permille' | 'offers'
  >[];
};

/** Lines that give no point are left out: they change nothing for anyone. */
export function publishedSteering({ effectiveOn, until, content }: SteeringValidation): PublishedSteering {
  return {
    validatedOn: content.validatedOn,
    role: content.role,
    effectiveOn,
    until,
    lines: content.lines
      .filter(({ mostPoints, change }) => mostPoints > 0 || change !== null)
      .map(({ name, askedShare, mostPoints, change }) => ({
        name,
        askedShare,
        mostPoints,
        changed: change !== null,
      }))
      .sort((a, b) => b.mostPoints - a.mostPoints),
    aside: content.removed.map(({ name }) => name),
    acceptance: content.acceptance.map(({ insee, typology, permille, offers }) => ({
      insee,
      typology,
      permille,
      offers,
    })),
  };
}
