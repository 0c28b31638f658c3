/** The forecast to 31 December beside a run's targets; none where the run is of another year than today. */
import { yearOf } from '../../kernel/civil-date.ts';
import type { TargetForecasts } from '../../views/targets-view.tsx';
import type { HttpDependencies } from '../dependencies.ts';
import type { ShownRun } from './stored-run-view.ts';

export async function targetForecasts(
  { steering, today }: Pick<HttpDependencies, 'steering' | 'today'>,
  landlordId: string,
  { view }: Pick<ShownRun, 'view'>,
): Promise<TargetForecasts> {
  if (yearOf(view.result.date) !== yearOf(today())) return new Map();
  const { targets } = await steering.forecast(landlordId, today());
  return new Map(targets.flatMap(({ target, yearEnd }) => (yearEnd ? [[target.id, yearEnd]] : [])));
}
