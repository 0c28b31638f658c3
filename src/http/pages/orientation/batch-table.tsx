/** The homes of a batch with the reservataire advised for each, and what each choice would cost. */
import type { JSX } from 'preact';
import type { HomeAdvice } from '../../../committee/orientation/advice.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { PageLinks, pageOf } from '../page-links.tsx';
import { adviceName } from './decision-form.tsx';
import type { OrientationPageProps } from './orientation-props.ts';
import { costInWords, homeDetails, homeLine } from './orientation-words.ts';

// Forty rows with their prices stay well under the weight that a page may have.
const homesOnAPage = 40;

export function BatchTable(props: OrientationPageProps): JSX.Element {
  const { homes, frame, mayDecide, withinDays } = props;
  const { rows, page, pages } = pageOf(homes, props.page, homesOnAPage);
  return (
    <section class="card" aria-labelledby="lot">
      <h2 id="lot">Le lot, logement par logement</h2>
      <form method="post" action="/agent/orientation">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={props.requestKey} />
        <input type="hidden" name="jours" value={String(props.withinDays)} />
        <ScrollBox label="Logements à orienter">
          <table class="plain">
            <thead>
              <tr>
                {mayDecide ? <th scope="col">Suivre</th> : null}
                <th scope="col">Logement</th>
                <th scope="col">Conseil et pourquoi</th>
                <th scope="col">Choisir autrement coûterait</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((home) => (
                <BatchRow key={home.freed.vacancy.id} home={home} {...props} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        {mayDecide ? (
          <button type="submit" class="strong">
            Orienter les logements cochés selon le conseil
          </button>
        ) : null}
      </form>
      <PageLinks
        page={page}
        pages={pages}
        href={(at) => `/agent/orientation?jours=${withinDays}&page=${at}#lot`}
      />
    </section>
  );
}

function BatchRow({ home, mayDecide, withinDays }: OrientationPageProps & { home: HomeAdvice }): JSX.Element {
  const { vacancy } = home.freed;
  const name = homeLine(home.freed.home);
  return (
    <tr>
      {mayDecide ? (
        <td>
          <input
            type="checkbox"
            name="logement"
            value={vacancy.id}
            aria-label={`Suivre le conseil pour ${name}`}
          />
          <input type="hidden" name={`conseil.${vacancy.id}`} value={home.destination} />
        </td>
      ) : null}
      <th scope="row">
        <a
          href={`/agent/orientation?jours=${withinDays}&logement=${encodeURIComponent(vacancy.id)}#logement`}
        >
          {name}
        </a>
        <br />
        <span class="small quiet">{`${home.freed.home.address} · ${homeDetails(home.freed.home)}`}</span>
      </th>
      <td>
        <strong>{adviceName(home)}</strong>
        <br />
        <span class="small">{home.why}</span>
      </td>
      <td class="small">
        <Costs home={home} />
      </td>
    </tr>
  );
}

/** The nearest choices in the table; the home's own page has them all. */
const shownCosts = 3;

function Costs({ home }: { home: HomeAdvice }): JSX.Element {
  if (home.alternatives === null)
    return <span class="quiet">en cours de calcul : rechargez, ou ouvrez le logement</span>;
  if (home.alternatives.length === 0) return <span class="quiet">aucun autre choix possible</span>;
  const more = home.alternatives.length - shownCosts;
  return (
    <ul class="plain-list">
      {home.alternatives.slice(0, shownCosts).map((one) => (
        <li key={one.destination}>{`${one.name} : ${costInWords(one)}`}</li>
      ))}
      {more > 0 ? <li>{`et ${frenchCount(more, 'autre')}, plus loin`}</li> : null}
    </ul>
  );
}
