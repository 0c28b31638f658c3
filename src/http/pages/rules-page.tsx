/** The public rules: the voted grids line by line, what quotas weigh, and how places are given (S-02, S-04, D-05). */
import type { JSX } from 'preact';
import { frenchCount, frenchLongDate, frenchPercent } from '../../kernel/french.ts';
import type { BonusCaps } from '../../matching/bonus-caps.ts';
import type { PortalPolicy } from '../../portal/policy.ts';
import type { Criterion, Grid } from '../../scoring/grid.ts';
import { ScrollBox } from '../../views/scroll-box.tsx';
import type { PublishedRules } from '../published-rules-port.ts';
import { Layout, type PageFrame } from './layout.tsx';
import { PublishedPolicy } from './portal-policy/policy-page.tsx';
import { PublishedPace } from './steering/published-steering.tsx';
import { TransferOrder } from './transfers/order-section.tsx';

/** The rules of a landlord, with the most points that its quotas of a class give one household for one home. */
export type ShownRules = PublishedRules & { capsPoints: BonusCaps; portal: PortalPolicy };

export function RulesPage(props: { frame: PageFrame; rules: readonly ShownRules[] }): JSX.Element {
  return (
    <Layout frame={props.frame} title="Règles publiques">
      <h1>Comment les listes sont faites</h1>
      <p class="lead prose">
        Ces règles sont les mêmes pour tous. Elles aident la commission d’attribution (CALEOL) ; elles ne
        décident pas.
      </p>
      <Steps />
      {props.rules.length === 0 ? (
        <p class="alert">Aucun bailleur n’a encore publié sa grille de cotation ici.</p>
      ) : null}
      {props.rules.map((rules, index) => (
        <div key={rules.landlordId}>
          <h2>{rules.landlordName}</h2>
          <Weights rules={rules} />
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
                    <td>{pointsInWords(criterion)}</td>
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

function pointsInWords(criterion: Criterion): string {
  switch (criterion.kind) {
    case 'flag':
      return frenchCount(criterion.points, 'point');
    case 'perUnit':
      return `${frenchCount(criterion.pointsPerUnit, 'point')} par unité${criterion.cap === null ? '' : `, ${criterion.cap} au plus`}`;
    case 'tiers':
      return criterion.tiers.map((tier) => `${tier.points} à partir de ${tier.from}`).join(' ; ');
  }
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
    </section>
  );
}
