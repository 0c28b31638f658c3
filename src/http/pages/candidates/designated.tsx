/** Households that a holder designated for this home; those of the préfet under DALO apart, with their own clock. */
import type { JSX } from 'preact';
import type { PoolHome } from '../../../committee/candidates/pool-port.ts';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { daloDelays } from '../../../law/priority.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PoolPageProps } from './pool-props.ts';

export function Designated(props: PoolPageProps): JSX.Element | null {
  const { designations, vacancy } = props.place;
  const byDalo = designations.filter(({ dalo }) => dalo);
  const others = designations.filter(({ dalo }) => !dalo);
  if (designations.length === 0 && vacancy.holderId === null) return null;
  return (
    <section class="card" aria-labelledby="designes">
      <h2 id="designes">Candidats désignés</h2>
      {byDalo.length === 0 ? null : (
        <>
          <h3>Désignés par le préfet au titre du DALO</h3>
          <p class="small prose">
            Ils sont hors de la proposition : le préfet désigne, la commission examine. L’offre est due dans
            les trois mois de la décision de la commission de médiation, six mois dans les départements d’une
            agglomération de plus de 300 000 habitants (CCH R441-16-1).
          </p>
          <Lines {...props} lines={byDalo} />
        </>
      )}
      {others.length === 0 ? (
        byDalo.length > 0 ? null : (
          <p>
            {vacancy.designationDueOn === null
              ? `${props.place.holderName ?? 'Le réservataire'} n’a encore désigné personne.`
              : `${props.place.holderName ?? 'Le réservataire'} n’a encore désigné personne ; son délai court jusqu’au ${frenchShortDate(vacancy.designationDueOn)}.`}
          </p>
        )
      ) : (
        <>
          <h3>Désignés par le réservataire</h3>
          <Lines {...props} lines={others} />
        </>
      )}
    </section>
  );
}

function Lines(props: PoolPageProps & { lines: PoolHome['designations'] }): JSX.Element {
  const rows = new Map(props.pool.rows.map((row) => [row.number, row]));
  return (
    <ScrollBox label={props.lines.some(({ dalo }) => dalo) ? 'Désignations DALO' : 'Désignations'}>
      <table class="plain small">
        <thead>
          <tr>
            <th scope="col">Ménage</th>
            <th scope="col">Désigné par</th>
            <th scope="col">Le</th>
            <th scope="col">Où en est la demande</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => {
            const detail = props.details.get(line.applicationNumber);
            const group = rows.get(line.applicationNumber)?.group ?? null;
            return (
              <tr key={line.applicationNumber}>
                <th scope="row">
                  <a
                    href={`/agent/logements/${encodeURIComponent(line.vacancyId)}/candidats/${props.fileRef(line.applicationNumber)}`}
                  >
                    {detail?.sheet.householdInWords ?? 'Demande hors du registre vivant'}
                  </a>
                  <br />
                  <span class="quiet">{props.known.get(line.applicationNumber)?.name ?? 'Nom inconnu'}</span>
                </th>
                <td>{line.holderName}</td>
                <td>{frenchShortDate(line.on)}</td>
                <td>
                  {group === null ? 'n’est pas dans ce vivier' : stateWords[group]}
                  {line.dalo ? <DaloClock on={line.daloDecidedOn} today={props.today} /> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const stateWords = {
  eligible: 'peut avoir ce logement',
  unknown: 'une donnée manque',
  refused: 'la loi ou ses souhaits l’écartent',
} as const;

/** The State's own delay runs from the mediation commission's decision. */
function DaloClock({ on, today }: { on: CivilDate | null; today: CivilDate }): JSX.Element | null {
  if (on === null) return <> · date de la décision DALO inconnue : le délai d’offre ne peut être compté</>;
  const place = { overseas: false, largeArea: false };
  const { offerDueOn } = daloDelays({ appealedOn: on, decidedOn: on }, place);
  if (offerDueOn === null) return null;
  const days = daysBetween(today, offerDueOn);
  return (
    <span class={days < 15 ? 'state-warn' : undefined}>
      {days < 0
        ? ` · ▲ délai d’offre échu le ${frenchShortDate(offerDueOn)}`
        : ` · offre avant le ${frenchShortDate(offerDueOn)} au plus tard (${frenchCount(days, 'jour')})`}
    </span>
  );
}
