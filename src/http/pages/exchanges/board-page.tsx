/** Exchanges for officers: the year's count, the search, plans found, wishes that hold, homes that could start a chain. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { groupState } from '../../../portal/exchanges/consent.ts';
import type {
  ExchangeBoard,
  PlanLine,
  WishLine,
  YearOfMoves,
} from '../../../portal/exchanges/exchange-port.ts';
import { communeName, planStateNames } from '../../../portal/exchanges/words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { homeInWords, personInWords } from './plan-words.ts';

export type BoardPageProps = {
  frame: PageFrame;
  today: CivilDate;
  board: ExchangeBoard;
  formKey: string;
  refusal: string | null;
};

export function BoardPage({ frame, today, board, formKey, refusal }: BoardPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Échanges et chaînes" crumbs={[{ href: '/agent', label: 'Ma journée' }]}>
      <h1>Échanges et chaînes</h1>
      {refusal !== null && (
        <p class="alert alert-bad" role="alert">
          {refusal}
        </p>
      )}
      <section class="card next" aria-labelledby="chercher">
        <h2 id="chercher">Chercher</h2>
        <p>
          Le calcul lit {frenchCount(board.wishes.filter(({ isEngaged }) => !isEngaged).length, 'souhait')} de
          locataires et {frenchCount(board.freed.length, 'logement libre', 'logements libres')}. Il propose
          les échanges et les chaînes qui logent le plus de ménages et libèrent le plus de logements rares,
          avec la preuve que rien ne fait mieux. Personne n’est prévenu à ce stade.
        </p>
        <form method="post" action="/agent/echanges/recherche">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={formKey} />
          <button type="submit" class="strong">
            Chercher les échanges
          </button>
        </form>
      </section>
      <Plans plans={board.plans} today={today} />
      <YearSection year={board.year} />
      <Wishes wishes={board.wishes} />
      <Freed board={board} />
      <PageWords words={['transfer', 'caleol', 'holder']} />
    </Layout>
  );
}

function Plans({ plans, today }: { plans: readonly PlanLine[]; today: CivilDate }): JSX.Element {
  return (
    <section class="card" aria-labelledby="plans">
      <h2 id="plans">Plans</h2>
      {plans.length === 0 ? (
        <p>Aucun plan. « Chercher les échanges » en propose un dès que des souhaits se répondent.</p>
      ) : (
        <ScrollBox label="Plans d’échanges">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Trouvé le</th>
                <th scope="col">État</th>
                <th scope="col" class="number">
                  Ménages
                </th>
                <th scope="col">À faire</th>
              </tr>
            </thead>
            <tbody>
              {plans.map((plan) => (
                <tr key={plan.id}>
                  <th scope="row">
                    <a href={`/agent/echanges/${plan.id}`}>{frenchShortDate(plan.madeOn)}</a>
                    <br />
                    <span class="small quiet">par {plan.by}</span>
                  </th>
                  <td>{planStateNames[plan.state]}</td>
                  <td class="number">{plan.steps.filter(({ checks }) => !checks.fallen).length}</td>
                  <td>{toDo(plan, today)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function toDo({ state, content, steps }: PlanLine, today: CivilDate): string {
  if (state === 'proposed') return 'Relire, puis demander les accords';
  if (state !== 'consulting') return 'Rien';
  const states = content.groups.map((_group, at) =>
    groupState(
      steps.filter((step) => step.group === at),
      today,
    ),
  );
  if (states.includes('broken')) return 'Un groupe est rompu : voir le repli';
  return states.includes('agreed')
    ? 'Un groupe est d’accord : l’inscrire en commission'
    : 'Attendre les réponses';
}

/** Q-12, M-08b: what the year's internal moves take from the flow, and the published cap. */
export function YearSection({ year }: { year: YearOfMoves }): JSX.Element {
  const { declared, signed, committed, cap } = year;
  return (
    <section class="card" aria-labelledby="annee">
      <h2 id="annee">Mutations internes de {String(year.year)}</h2>
      <dl class="key-figures">
        <div>
          <dt>Déclarées aux réservataires</dt>
          <dd>{declared === null ? 'non déclaré' : frenchNumber(declared.count, 0)}</dd>
        </div>
        <div>
          <dt>Baux signés</dt>
          <dd>{frenchNumber(signed, 0)}</dd>
        </div>
        <div>
          <dt>Engagées par des échanges</dt>
          <dd>{frenchNumber(committed, 0)}</dd>
        </div>
        <div>
          <dt>Plafond des échanges</dt>
          <dd>{cap === null ? 'aucun' : frenchNumber(cap, 0)}</dd>
        </div>
      </dl>
      <p class="small quiet">
        Chaque mutation interne sort du flux dû aux réservataires (R441-5) : le prévisionnel leur est dit
        avant le 28 février (Q-12). {declared === null ? '' : `Source : ${declared.source}. `}
        {cap === null
          ? 'Aucun plafond n’est publié pour les échanges ; l’administrateur peut en fixer un.'
          : 'Au-delà du plafond publié, aucun accord n’est demandé.'}
      </p>
    </section>
  );
}

function Wishes({ wishes }: { wishes: readonly WishLine[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="souhaits">
      <h2 id="souhaits">Souhaits en cours</h2>
      {wishes.length === 0 ? (
        <p>Aucun locataire n’a dit « Je déménage si… ». La page est dans « Changer de logement ».</p>
      ) : (
        <ScrollBox label="Souhaits d’échange">
          <table class="plain wishes">
            <thead>
              <tr>
                <th scope="col">Ménage</th>
                <th scope="col">Logement d’aujourd’hui</th>
                <th scope="col">Déménage si…</th>
                <th scope="col">Jusqu’au</th>
              </tr>
            </thead>
            <tbody>
              {wishes.map((line) => (
                <tr key={line.wish.id}>
                  <th scope="row">
                    {personInWords(line)} {line.isEngaged && <span class="tag">dans un plan</span>}
                  </th>
                  <td>
                    {homeInWords(line)}, {frenchNumber(line.surfaceM2, 0)} m²
                  </td>
                  <td>{wantsInWords(line.wish.wants)}</td>
                  <td>{frenchShortDate(line.wish.until)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

const communesShown = 3;

export function wantsInWords(wants: WishLine['wish']['wants']): string {
  const places = wants.communes.slice(0, communesShown).map(communeName).join(', ');
  const more = wants.communes.length - communesShown;
  return [
    wants.typologies.join(' ou '),
    more > 0 ? `${places} et ${frenchCount(more, 'autre commune', 'autres communes')}` : places,
    wants.highestRentCents === null ? '' : `${frenchEuros(wants.highestRentCents)} au plus avec charges`,
    wants.highestLeftToPayCents === null ? '' : `${frenchEuros(wants.highestLeftToPayCents)} au plus à payer`,
    wants.withoutStairs ? 'ascenseur ou rez-de-chaussée' : '',
    wants.accessibility === 'none'
      ? ''
      : wants.accessibility === 'stepFree'
        ? 'de plain-pied'
        : 'adapté fauteuil',
  ]
    .filter((part) => part !== '')
    .join(' ; ');
}

function Freed({ board }: { board: ExchangeBoard }): JSX.Element {
  return (
    <section class="card" aria-labelledby="libres">
      <h2 id="libres">Logements libres qui peuvent commencer une chaîne</h2>
      {board.freed.length === 0 ? (
        <p>
          Aucun : un logement réservé, annoncé, ou déjà à l’ordre du jour d’une séance ne commence pas de
          chaîne.
        </p>
      ) : (
        <ul class="checks">
          {board.freed.map(({ vacancyId, home, availableOn }) => (
            <li key={vacancyId}>
              <a href={`/agent/echanges/chaines/${encodeURIComponent(vacancyId)}`}>
                {home.typology} de {frenchNumber(home.surfaceM2, 0)} m², {communeName(home.insee)}
              </a>
              <span class="quiet">
                {availableOn === null ? '' : `, libre le ${frenchShortDate(availableOn)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
