/** "Candidatez pour moi" at the counter: as the application asks, with what the household can pay at most. */
import type { JSX } from 'preact';
import { geography } from '../../../domain/territory.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate } from '../../../kernel/french.ts';
import { isRunning, lastStandingDay, type StandingWish } from '../../../portal/choice/standing-wish.ts';
import type { AskedForAlready } from '../../../portal/choice/standing-wish-port.ts';
import { WayFields, WaySelect } from './way-fields.tsx';

export function StandingAtCounter(props: {
  action: string;
  csrfToken: string;
  requestKey: string;
  today: CivilDate;
  wishes: readonly StandingWish[];
  application: AskedForAlready;
}): JSX.Element {
  const { action, csrfToken, today, application } = props;
  const running = props.wishes.filter((wish) => isRunning(wish, today));
  return (
    <section class="card" aria-labelledby="permanents">
      <h2 id="permanents">Candidater pour lui aux prochaines annonces</h2>
      {running.map((wish) => (
        <form key={wish.id} method="post" action={`${action}/fin`} class="gesture">
          <input type="hidden" name="_csrf" value={csrfToken} />
          <input type="hidden" name="souhait" value={wish.id} />
          <span>{`${wanted(wish.criteria.communes, wish.criteria.typologies, wish.criteria.maxLeftToPayCents)}, jusqu’au ${frenchLongDate(wish.until)}`}</span>
          <WaySelect id={`permanent-${wish.id}`} />
          <button type="submit">Arrêter</button>
        </form>
      ))}
      {application.typologies.length === 0 ? (
        <p>La demande ne dit pas quelles tailles de logement sont souhaitées : corrigez-la d’abord.</p>
      ) : (
        <form method="post" action={action}>
          <input type="hidden" name="_csrf" value={csrfToken} />
          <input type="hidden" name="_key" value={props.requestKey} />
          <p>{`Comme sa demande : ${wanted(application.communes, application.typologies, null)}.`}</p>
          <div class="field">
            <label for="reste">
              Le plus qu’il peut payer par mois, aide déduite, en euros (vide : pas de limite)
            </label>
            <input id="reste" name="reste" type="number" min={0} max={5000} />
          </div>
          <div class="field">
            <label for="jusque">{`Jusqu’au (${frenchLongDate(lastStandingDay(today))} au plus tard)`}</label>
            <input id="jusque" name="jusque" type="date" required max={lastStandingDay(today)} />
          </div>
          <WayFields id="permanent" today={today} />
          <button type="submit">Candidater pour lui</button>
        </form>
      )}
    </section>
  );
}

function wanted(communes: readonly string[], typologies: readonly string[], limit: number | null): string {
  const names = communes.map((insee) => geography().communes.get(insee)?.name ?? insee);
  const where = names.length === 0 ? 'toutes les communes' : names.join(', ');
  return `${typologies.join(', ')}, ${where}${limit === null ? '' : `, ${frenchEuros(limit)} par mois au plus`}`;
}
