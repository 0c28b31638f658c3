/** Visits of the home: slots that are free, the household's own, and how a visit ended. */
import type { JSX } from 'preact';
import type { Visit } from '../../../committee/candidates/file-port.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { momentInWords, visitWords } from '../file/file-words.ts';
import type { InstructionPageProps } from './instruction-props.ts';

export function VisitsSection(props: InstructionPageProps): JSX.Element {
  const { visits, file, now, today } = props;
  const own = visits.filter(({ number }) => number === file.application.number);
  const planned = own.some(({ outcome }) => outcome === 'planned');
  const free = visits.filter(
    ({ number, outcome, startsAt }) => number === null && outcome === 'planned' && startsAt > now,
  );
  const taken = visits.filter(
    ({ number, outcome }) => number !== null && number !== file.application.number && outcome === 'planned',
  ).length;
  return (
    <section class="card" aria-labelledby="visites">
      <h2 id="visites">Visites</h2>
      {own.length === 0 ? <p>Aucune visite prévue pour ce ménage.</p> : null}
      <ul class="choices-made">
        {own.map((visit) => (
          <li key={visit.id}>
            {`${momentInWords(visit.startsAt)} : ${visitWords[visit.outcome]} `}
            {visit.outcome === 'planned' ? <Close {...props} visit={visit} /> : null}
          </li>
        ))}
      </ul>
      {planned ? null : (
        <>
          <h3>Créneaux libres</h3>
          {free.length === 0 ? <p>Aucun créneau libre. Ouvrez-en un ci-dessous.</p> : null}
          <ul class="choices-made">
            {free.map((slot) => (
              <li key={slot.id}>
                {`${momentInWords(slot.startsAt)} `}
                <form class="pin" method="post" action={`${props.path}/visites/${slot.id}`}>
                  <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
                  <button type="submit" name="geste" value="reserver">
                    Réserver ce créneau
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </>
      )}
      {taken === 0 ? null : (
        <p class="small quiet">{`${frenchCount(taken, 'créneau est pris', 'créneaux sont pris')} par d’autres ménages.`}</p>
      )}
      <form class="pin no-print" method="post" action={`${props.path}/creneaux`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <label for="jour">Ouvrir un créneau le</label>
        <input id="jour" type="date" name="jour" min={today} required />
        <label for="heure">à</label>
        <input id="heure" type="time" name="heure" required step={300} />
        <button type="submit">Ouvrir</button>
      </form>
    </section>
  );
}

function Close({ path, frame, visit }: InstructionPageProps & { visit: Visit }): JSX.Element {
  return (
    <form class="pin" method="post" action={`${path}/visites/${visit.id}`}>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <button type="submit" name="geste" value="done">
        Faite
      </button>
      <button type="submit" name="geste" value="missed">
        Manquée
      </button>
      <button type="submit" name="geste" value="cancelled">
        Annulée
      </button>
    </form>
  );
}
