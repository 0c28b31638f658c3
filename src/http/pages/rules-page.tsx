/** The public rules: the voted grids line by line, what quotas weigh, and how places are given (S-02, S-04, D-05). */
import type { JSX } from 'preact';
import type { CivilDate } from '../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchPercent } from '../../kernel/french.ts';
import type { BonusCaps } from '../../matching/bonus-caps.ts';
import type { RulesAt } from '../../reporting/rules-history/rules-at.ts';
import type { Grid } from '../../scoring/grid.ts';
import { ScrollBox } from '../../views/scroll-box.tsx';
import { criterionInWords } from '../../wording/criterion-words.ts';
import { Layout, type PageFrame } from './layout.tsx';
import { PublishedPolicy } from './portal-policy/policy-page.tsx';
import { PublishedPace } from './steering/published-steering.tsx';
import { TransferOrder } from './transfers/order-section.tsx';

/** The rules of a landlord, with the most points that its quotas of a class give one household for one home. */
export type ShownRules = RulesAt & { capsPoints: BonusCaps };

export function RulesPage(props: {
  frame: PageFrame;
  day: CivilDate;
  isPast: boolean;
  rules: readonly ShownRules[];
}): JSX.Element {
  return (
    <Layout frame={props.frame} title="Règles publiques">
      <h1>Comment les logements sont attribués ici</h1>
      {props.isPast ? (
        <p class="alert">
          {`Règles du ${frenchLongDate(props.day)}, qui ne sont peut-être plus celles d’aujourd’hui. `}
          <a href="/regles">Lire celles d’aujourd’hui</a>
        </p>
      ) : null}
      <p class="lead prose">
        Ces règles sont les mêmes pour tous. Elles aident la commission d’attribution (CALEOL) ; elles ne
        décident pas.
      </p>
      <p>
        {`Règles en vigueur le ${frenchLongDate(props.day)}. `}
        <a href="/regles/versions">Ce qui a changé, version par version</a>.{' '}
        <a href="/facile-a-lire/mes-points">Les points, en facile à lire</a>.
      </p>
      <Steps />
      <Machine />
      {props.rules.length === 0 ? (
        <p class="alert">Aucun bailleur n’a encore publié sa grille de cotation ici.</p>
      ) : null}
      {props.rules.map((rules, index) => (
        <div key={rules.landlordId}>
          <h2>{rules.landlordName}</h2>
          <Weights rules={rules} />
          <Targets targets={rules.targets} />
          <PublishedPace
            steering={rules.steering}
            id={index === 0 ? 'rythme' : `rythme-${rules.landlordId}`}
          />
          {rules.grids.map((grid) => (
            <GridCard key={grid.id} grid={grid} />
          ))}
          <PublishedPolicy
            policy={rules.portal}
            id={index === 0 ? 'portail' : `portail-${rules.landlordId}`}
          />
          <section class="card prose" id="mutations">
            <h3>L’ordre des demandes de mutation</h3>
            <p>Pour les locataires qui demandent à changer de logement. Le même ordre vaut pour tous.</p>
            <TransferOrder policy={rules.portal} here={null} />
          </section>
        </div>
      ))}
      <Rights />
    </Layout>
  );
}

function Steps(): JSX.Element {
  return (
    <section class="card prose">
      <h2>En trois étapes</h2>
      <ol>
        <li>
          <strong>Qui peut avoir ce logement ?</strong> Seule la loi peut dire non : demande enregistrée et à
          jour, ressources sous le plafond, logement décent, réservation. Une donnée qui manque n’est jamais
          un refus.
        </li>
        <li>
          <strong>Dans quel ordre ?</strong> La grille de cotation votée, et elle seule. À égalité de points :
          l’adéquation du logement au ménage, puis l’ancienneté de la demande, puis le numéro. Le taux
          d’effort, le reste à vivre ou une dette ne font jamais baisser un rang.
        </li>
        <li>
          <strong>Quelle répartition ?</strong> Toute la séance est résolue à la fois. Les objectifs de
          l’année donnent des points publiés et plafonnés. Nul n’a moins de chances qu’un ménage qui a moins
          de points que lui, parmi ceux comparés pour un même logement.
        </li>
      </ol>
      <p>
        <strong>Et les annonces ?</strong> Un logement dont l’annonce est close est proposé parmi les ménages
        qui ont répondu, s’ils sont assez nombreux à pouvoir l’avoir, avec ceux qu’un réservataire désigne et
        ceux reconnus DALO. Entre eux, l’ordre reste celui de la grille : répondre, ou répondre vite, ne fait
        passer personne devant un ménage qui a plus de points.
      </p>
    </section>
  );
}

/** What CRPA L311-3-1 and R311-3-1-2 ask: the machine's part, its data and where they come from. */
function Machine(): JSX.Element {
  return (
    <section class="card prose">
      <h2>Ce que fait la machine, et ce qu’elle ne décide pas</h2>
      <h3>Elle calcule</h3>
      <ul>
        <li>si la loi permet ce logement à ce ménage : oui, non, ou « on ne sait pas » ;</li>
        <li>les points de la grille votée, ligne par ligne ;</li>
        <li>une liste de ménages à proposer pour chaque logement, avec son explication.</li>
      </ul>
      <h3>Elle ne décide pas</h3>
      <ul>
        <li>Des personnes, membres de la commission (CALEOL), examinent chaque dossier et décident.</li>
        <li>
          Ils voient les ménages avant tout rang, et peuvent décider autrement : l’écart est noté et motivé.
        </li>
        <li>Personne n’est écarté par un calcul : une donnée qui manque est signalée, jamais un refus.</li>
      </ul>
      <h3>Les données lues, et d’où elles viennent</h3>
      <ul>
        <li>la demande de logement social et ses pièces (système national d’enregistrement, SNE) ;</li>
        <li>les reconnaissances données par un organisme à une date : DALO, priorités de la loi ;</li>
        <li>le logement : taille, loyer, plafonds, réservation (répertoire du bailleur, RPLS).</li>
      </ul>
      <p>
        Jamais lus : la nationalité, l’origine, le sexe, la santé. À égalité complète, le numéro de la demande
        départage : il ne dit rien du ménage.
      </p>
    </section>
  );
}

function Targets({ targets }: { targets: ShownRules['targets'] }): JSX.Element | null {
  if (targets.length === 0) return null;
  return (
    <section class="card">
      <h3>Les objectifs de l’année</h3>
      <p class="prose">
        Un objectif en retard donne des points aux ménages qui l’aident, dans les plafonds ci-dessus. Tenu, il
        n’en donne aucun.
      </p>
      <details>
        <summary>{frenchCount(targets.length, 'objectif')}</summary>
        <ul>
          {targets.map(({ id, name, goal }) => (
            <li key={id}>{`${name} : ${goalInWords(goal)}`}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function goalInWords(goal: ShownRules['targets'][number]['goal']): string {
  switch (goal.kind) {
    case 'share':
      return frenchPercent(goal.share);
    case 'number':
      return frenchCount(goal.number, 'bail', 'baux');
    case 'none':
      return 'aucun taux fixé';
  }
}

function Weights({ rules }: { rules: ShownRules }): JSX.Element {
  const { policy, capsPoints } = rules;
  return (
    <section class="card prose">
      <h3>Ce que pèsent les objectifs</h3>
      {policy.isDefault ? (
        <p class="alert">Réglages par défaut : le bailleur ne les a pas encore validés.</p>
      ) : null}
      <ul>
        <li>
          Quotas du Code : {frenchCount(capsPoints.statutory, 'point')} au plus pour un ménage et un logement.
        </li>
        <li>Engagements conventionnels : {frenchCount(capsPoints.convention, 'point')} au plus.</li>
        <li>Objectifs propres du bailleur : {frenchCount(capsPoints.own, 'point')} au plus.</li>
        <li>
          Un ménage reconnu prioritaire au titre du droit au logement opposable (DALO) reçoit toujours la
          somme de ces plafonds.
        </li>
        <li>
          Chance retenue qu’une proposition soit acceptée : {frenchPercent(policy.acceptancePermille / 1000)}{' '}
          ({policy.acceptanceSource}).
        </li>
        <li>Chaque logement reçoit une liste de {frenchCount(policy.shortlistLength, 'ménage')} au plus.</li>
      </ul>
    </section>
  );
}

function GridCard({ grid }: { grid: Grid }): JSX.Element {
  return (
    <section class="card">
      <h3>{grid.name}</h3>
      {grid.fictive ? (
        <p class="alert">Grille fictive, inventée pour la démonstration : aucun territoire ne l’a votée.</p>
      ) : null}
      <p>
        Version {grid.version}, en vigueur depuis le {frenchLongDate(grid.from)}. {grid.source}
      </p>
      <ScrollBox label={grid.name}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Critère</th>
              <th scope="col">Points</th>
              <th scope="col">Preuve</th>
            </tr>
          </thead>
          {grid.groups.map((group) => (
            <tbody key={group.id}>
              <tr>
                <th scope="rowgroup" colspan={3}>
                  {group.label}
                  {group.cumul === 'maxInGroup' ? ' (seul le meilleur compte)' : ''}
                  {group.cap === null ? '' : ` (${group.cap} points au plus)`}
                </th>
              </tr>
              {grid.criteria
                .filter((criterion) => criterion.group === group.id)
                .map((criterion) => (
                  <tr key={criterion.id}>
                    <td>{criterion.label}</td>
                    <td>{criterionInWords(criterion)}</td>
                    <td>{criterion.evidence === 'verified' ? 'vérifié' : 'déclaré'}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </ScrollBox>
      {grid.refusalMalus === null ? null : (
        <p>
          Refus d’un logement adapté : {frenchCount(grid.refusalMalus.points, 'point')} en moins à partir de{' '}
          {frenchCount(grid.refusalMalus.minRefusals, 'refus', 'refus')}. Un refus ne supprime jamais la
          demande.
        </p>
      )}
    </section>
  );
}

function Rights(): JSX.Element {
  return (
    <section class="card prose">
      <h2>Vos droits</h2>
      <p>
        Vous pouvez demander à tout moment vos points ligne par ligne, leur date et d’où ils viennent, et
        faire corriger une donnée (articles L441-2-6 et R441-2-17 du Code de la construction et de
        l’habitation). Une décision individuelle prise à l’aide d’un traitement algorithmique porte une
        mention explicite, et ses règles vous sont communiquées sur demande (article L311-3-1 du Code des
        relations entre le public et l’administration).
      </p>
      <p>
        Une décision vous concerne ? Lisez ce que le calcul y a fait, avec vos données :{' '}
        <a href="/demandeur/explication">mon explication</a>. Vous pouvez aussi recevoir{' '}
        <a href="/demandeur/mes-donnees">toutes vos données</a>.
      </p>
    </section>
  );
}
