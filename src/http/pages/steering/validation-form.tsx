/** The form of the person who validates: each line as proposed, within its bounds, and a reason where it is changed. */
import type { JSX } from 'preact';
import { addDays, type CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchPercent, frenchShortDate } from '../../../kernel/french.ts';
import { latestUntil, steeringBounds } from '../../../reporting/steering/bounds.ts';
import type { ProposedAcceptance, ProposedLine } from '../../../reporting/steering/proposal.ts';
import type { SteeringScene } from '../../../reporting/steering/steering-port.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { inUrgency } from './forecast-table.tsx';
import { placeWords } from './steering-words.ts';

/** What a person had typed before a refusal; empty for a new form. */
export type TypedValidation = Readonly<Record<string, string>>;

export type ValidationFormProps = {
  csrfToken: string;
  formKey: string;
  today: CivilDate;
  scene: SteeringScene;
  typed: TypedValidation;
};

const usualDays = 14;

export function ValidationForm(props: ValidationFormProps): JSX.Element {
  const { scene, today, typed } = props;
  const { lines } = scene.proposal;
  const weighing = inOrder(scene).filter(({ mostPoints }) => mostPoints > 0);
  const last = latestUntil(today);
  const usual = addDays(today, usualDays - 1);
  return (
    <form method="post" action="/agent/pilotage">
      <input type="hidden" name="_csrf" value={props.csrfToken} />
      <input type="hidden" name="_key" value={props.formKey} />
      <input type="hidden" name="derniere" value={scene.newest?.id ?? ''} />
      <input type="hidden" name="empreinte" value={scene.proposal.stamp} />
      <section class="card">
        <h2>Points proposés pour les prochaines séances</h2>
        <p class="prose">
          {`Le plus de points qu’un objectif pourra donner à un ménage qui y compte. ${carriedWords(scene)} Un changement, ou un objectif que vous laissez de côté, demande un motif.`}
        </p>
        {weighing.length === 0 ? (
          <p>Aucun objectif n’a besoin de points pour tenir son rythme.</p>
        ) : (
          <ScrollBox label="Points proposés">
            <table class="plain small">
              <thead>
                <tr>
                  <th scope="col">Objectif</th>
                  <th scope="col" class="number">
                    Demandé aux séances
                  </th>
                  <th scope="col">Bornes</th>
                  <th scope="col">Points au plus</th>
                  <th scope="col">Laisser de côté</th>
                  <th scope="col">Motif si vous changez</th>
                </tr>
              </thead>
              <tbody>
                {weighing.map((line) => (
                  <LineRow key={line.targetId} line={line} typed={typed} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
        {lines.length > weighing.length ? (
          <p class="small">
            {`${frenchCount(lines.length - weighing.length, 'objectif tenu', 'objectifs tenus')} avec les baux attendus : 0 point.`}
          </p>
        ) : null}
      </section>
      <AcceptanceChoice rows={scene.proposal.acceptance} typed={typed} />
      <section class="card">
        <h2>Valider</h2>
        <div class="field">
          <label for="effet">Premier jour de séance concerné</label>
          <input id="effet" name="effet" type="date" required min={today} value={typed.effet ?? today} />
        </div>
        <div class="field">
          <label for="fin">{`Dernier jour (${steeringBounds.days} jours au plus, jamais après le 31 décembre)`}</label>
          <input
            id="fin"
            name="fin"
            type="date"
            required
            min={today}
            value={typed.fin ?? (usual < last ? usual : last)}
          />
        </div>
        <p class="prose">
          Votre nom, votre fonction et la date sont gardés au journal. Les points et les chances validés
          paraissent sur la page des règles publiques, avec votre fonction seule.
        </p>
        <button type="submit" class="strong">
          Valider pour ces séances
        </button>
      </section>
    </form>
  );
}

/** The Code before conventions and own aims; those that can still be made before those that are lost. */
function inOrder({ forecast, proposal }: SteeringScene): ProposedLine[] {
  const { open, lost, settled } = inUrgency(forecast.targets);
  const byId = new Map(proposal.lines.map((line) => [line.targetId, line]));
  return [...open, ...lost, ...settled].flatMap(({ target }) => byId.get(target.id) ?? []);
}

function carriedWords({ lastRun }: SteeringScene): string {
  return lastRun === null
    ? 'Aucune séance de l’année n’a encore été calculée : seul le plafond de la politique borne.'
    : `Repris de la séance du ${frenchShortDate(lastRun.sessionOn)} : d’une séance à l’autre, un objectif ne gagne pas plus de la moitié de son plafond (réglage par défaut).`;
}

function LineRow({ line, typed }: { line: ProposedLine; typed: TypedValidation }): JSX.Element {
  const { targetId, name, askedShare, bounds, mostPoints } = line;
  const last = bounds.lastPoints === null ? '' : ` ; dernière séance : ${Math.round(bounds.lastPoints)}`;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{`${frenchPercent(askedShare, 0)} des baux`}</td>
      <td>{`0 à ${bounds.mostPoints} (politique : ${bounds.policyPoints}${last})`}</td>
      <td>
        <input
          type="number"
          name={`points.${targetId}`}
          aria-label={`Points au plus, ${name}`}
          min={0}
          max={bounds.mostPoints}
          required
          class="narrow"
          value={typed[`points.${targetId}`] ?? String(mostPoints)}
        />
      </td>
      <td>
        <input
          type="checkbox"
          name={`retirer.${targetId}`}
          value="oui"
          aria-label={`Laisser de côté, ${name}`}
          checked={typed[`retirer.${targetId}`] === 'oui'}
        />
      </td>
      <td>
        <input
          name={`motif.${targetId}`}
          aria-label={`Motif du changement, ${name}`}
          maxLength={300}
          value={typed[`motif.${targetId}`] ?? ''}
        />
      </td>
    </tr>
  );
}

function AcceptanceChoice(props: {
  rows: readonly ProposedAcceptance[];
  typed: TypedValidation;
}): JSX.Element {
  const { rows, typed } = props;
  return (
    <section class="card">
      <h2>Chances d’acceptation apprises de vos propositions</h2>
      <p class="prose">
        {`Par lieu et par taille de logement, jamais par ménage. Moins de ${steeringBounds.acceptanceOffers} propositions n’apprennent rien ; un chiffre ne bouge pas de plus de ${frenchPercent(steeringBounds.acceptanceStepPermille / 1000)} à la fois. Seuls ceux que vous cochez comptent pour ces séances ; les autres reviennent à la politique publiée.`}
      </p>
      {rows.length === 0 ? (
        <p>Vos propositions ne disent rien de nouveau.</p>
      ) : (
        <ScrollBox label="Chances d’acceptation">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Prendre</th>
                <th scope="col">Logements</th>
                <th scope="col" class="number">
                  Acceptées
                </th>
                <th scope="col" class="number">
                  Appris
                </th>
                <th scope="col" class="number">
                  Aujourd’hui
                </th>
                <th scope="col" class="number">
                  Proposé
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <td>
                    <input
                      type="checkbox"
                      name={`chance.${row.key}`}
                      value="oui"
                      aria-label={`Prendre le chiffre proposé, ${placeWords(row)}`}
                      checked={typed[`chance.${row.key}`] === 'oui'}
                    />
                  </td>
                  <th scope="row">
                    {placeWords(row)}
                    {row.isTaken ? ' (déjà validé)' : ''}
                  </th>
                  <td class="number">{`${row.accepted} sur ${row.offers}`}</td>
                  <td class="number">{frenchPercent(row.learnedPermille / 1000)}</td>
                  <td class="number">{frenchPercent(row.beforePermille / 1000)}</td>
                  <td class="number">{frenchPercent(row.permille / 1000)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}
