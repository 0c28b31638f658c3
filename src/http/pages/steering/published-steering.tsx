/** On the page of public rules: the points and chances validated for the sessions of the day. */
import type { JSX } from 'preact';
import { frenchCount, frenchLongDate, frenchPercent } from '../../../kernel/french.ts';
import type { PublishedSteering } from '../../../reporting/steering/published.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { placeWords, roleName } from './steering-words.ts';

export function PublishedPace(props: { steering: PublishedSteering | null; id: string }): JSX.Element {
  const { steering } = props;
  return (
    <section class="card prose" id={props.id}>
      <h3>Le rythme de l’année</h3>
      <p>
        Avant les séances, une personne valide combien de points chaque objectif peut donner, pour que l’année
        tienne ses engagements sans à-coup. Ces points ne dépassent jamais les plafonds ci-dessus. Rien de ce
        que le calcul apprend ne prend effet de lui-même.
      </p>
      {steering === null ? (
        <p>Aucun rythme n’est en vigueur aujourd’hui : l’année à ce jour pèse telle quelle.</p>
      ) : (
        <InForce steering={steering} />
      )}
    </section>
  );
}

function InForce({ steering }: { steering: PublishedSteering }): JSX.Element {
  const { lines, aside, acceptance } = steering;
  return (
    <>
      <p>
        {`En vigueur du ${frenchLongDate(steering.effectiveOn)} au ${frenchLongDate(steering.until)}, validé le ${frenchLongDate(steering.validatedOn)} par : ${roleName(steering.role)}.`}
      </p>
      {lines.length === 0 ? (
        <p>Aucun objectif n’a besoin de points pour tenir son rythme.</p>
      ) : (
        <details>
          <summary>{`Points validés pour ${frenchCount(lines.length, 'objectif')}`}</summary>
          <ScrollBox label="Points validés">
            <table class="plain small">
              <thead>
                <tr>
                  <th scope="col">Objectif</th>
                  <th scope="col" class="number">
                    Demandé aux séances
                  </th>
                  <th scope="col" class="number">
                    Points au plus
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map(({ name, askedShare, mostPoints, changed }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td class="number">{`${frenchPercent(askedShare, 0)} des baux`}</td>
                    <td class="number">{`${mostPoints}${changed ? ' (changé à la validation)' : ''}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </details>
      )}
      {aside.length === 0 ? null : <p>{`Laissés de côté à la validation : ${aside.join(' ; ')}.`}</p>}
      {acceptance.length === 0 ? null : (
        <>
          <p>Chances retenues qu’une proposition soit acceptée, apprises des propositions passées :</p>
          <ul>
            {acceptance.map((one) => (
              <li key={placeWords(one)}>
                {`${placeWords(one)} : ${frenchPercent(one.permille / 1000)} (${frenchCount(one.offers, 'proposition')})`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
