/** Choosing the homes and the day of a session before asking for a proposal. */
import { randomUUID } from 'node:crypto';
import type { JSX } from 'preact';
import type { HomeToLet } from '../../../committee/candidates/scenario-port.ts';
import { geography } from '../../../domain/territory.ts';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

/** A proposal further ahead would rest on data that nobody has yet. */
export const daysAhead = 60;

const stateWords: Readonly<Record<HomeToLet['status'], string>> = {
  available: 'libre',
  works: 'en travaux',
  notice: 'préavis reçu',
};

export function ChooseHomesPage(props: {
  frame: PageFrame;
  homes: readonly HomeToLet[];
  today: CivilDate;
}): JSX.Element {
  const { frame, homes, today } = props;
  return (
    <Layout
      frame={frame}
      title="Choisir les logements de la séance"
      crumbs={[
        { href: '/agent/calculs', label: 'Propositions' },
        { href: '/agent/calculs/nouvelle', label: 'Logements de la séance' },
      ]}
    >
      <h1>Choisir les logements et le jour de la séance</h1>
      <p class="prose">
        Le calcul prend seulement les logements cochés et juge chaque demande au jour choisi : celles qui
        seront échues n’y sont pas, un réservataire dont le délai aura couru non plus.
      </p>
      {homes.length === 0 ? (
        <p>Aucun logement libre ou à venir. Les préavis reçus apparaîtront ici.</p>
      ) : (
        <form class="card" method="post" action="/agent/calculs">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={randomUUID()} />
          <div class="field narrow">
            <label for="jour">Jour de la séance</label>
            <input
              id="jour"
              type="date"
              name="jour"
              required
              value={today}
              min={today}
              max={addDays(today, daysAhead)}
            />
          </div>
          <Homes homes={homes} />
          <button type="submit" class="strong">
            Proposer les listes de ces logements
          </button>
        </form>
      )}
    </Layout>
  );
}

function Homes({ homes }: { homes: readonly HomeToLet[] }): JSX.Element {
  const { communes } = geography();
  return (
    <ScrollBox label="Logements à louer">
      <table class="plain small">
        <caption>{frenchCount(homes.length, 'logement à louer', 'logements à louer')}</caption>
        <thead>
          <tr>
            <th scope="col">Dans la séance</th>
            <th scope="col">Logement</th>
            <th scope="col">État</th>
            <th scope="col">Réservataire</th>
            <th scope="col">Ordre du jour</th>
          </tr>
        </thead>
        <tbody>
          {homes.map((home) => {
            const id = `logement-${home.vacancyId}`;
            return (
              <tr key={home.vacancyId}>
                <td>
                  <input
                    id={id}
                    type="checkbox"
                    name="logement"
                    value={home.vacancyId}
                    checked={home.status === 'available' && home.agendaOn === null}
                  />
                </td>
                <th scope="row">
                  <label for={id}>
                    {`${home.typology} de ${Math.round(home.surfaceM2)} m² à ${communes.get(home.insee)?.name ?? home.insee}`}
                  </label>
                  <span class="quiet">{home.address}</span>
                </th>
                <td>
                  {stateWords[home.status]}
                  {home.availableOn === null ? '' : `, ${frenchShortDate(home.availableOn)}`}
                </td>
                <td>{home.holderName ?? 'non réservé'}</td>
                <td>{home.agendaOn === null ? '' : `séance du ${frenchShortDate(home.agendaOn)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
