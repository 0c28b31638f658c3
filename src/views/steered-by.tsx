/** Who validated the pace that a run was given, and when; or that nobody did. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../kernel/french.ts';
import type { RunResult } from '../matching/run-result.ts';

export function SteeredBy({ result }: { result: Pick<RunResult, 'steering' | 'quotas'> }): JSX.Element {
  const { steering, quotas } = result;
  if (steering === undefined) {
    return (
      <p class="small">
        Aucun rythme validé pour ce jour : l’année à ce jour pèse telle quelle sur cette séance.{' '}
        <a href="/agent/pilotage">Voir le pilotage de l’année</a>
      </p>
    );
  }
  const paced = quotas.filter(({ pace }) => pace !== undefined).length;
  return (
    <p class="small">
      {`Prix validés le ${frenchShortDate(steering.validatedOn)} par ${steering.validatedBy} : ${paced} des ${quotas.length} objectifs suivent leur rythme de l’année.`}{' '}
      <a href="/agent/pilotage">Voir le pilotage de l’année</a>
    </p>
  );
}
