/** `/agent/pilotage`: where the year's targets go, what is proposed to steer the coming sessions, and who validated it. */
import type { JSX } from 'preact';
import { civilDateInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchShortDate } from '../../../kernel/french.ts';
import type { TargetForecast } from '../../../reporting/forecast/forecast.ts';
import { outlookWords, weeklyWords } from '../../../reporting/forecast/forecast-words.ts';
import type { SteeringValidation } from '../../../reporting/steering/validation.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { PageFrame } from '../layout.tsx';
import { Layout } from '../layout.tsx';
import { ForecastTable, inUrgency, pictured } from './forecast-table.tsx';
import { Learned } from './learned.tsx';
import { PacePicture } from './pace-picture.tsx';
import { roleName } from './steering-words.ts';
import { ValidationForm, type ValidationFormProps } from './validation-form.tsx';

export type SteeringPageProps = Omit<ValidationFormProps, 'csrfToken'> & {
  frame: PageFrame;
  validations: readonly SteeringValidation[];
  mayValidate: boolean;
  /** Why a person who validates elsewhere may not here. */
  heldTo: string | null;
  justValidated: boolean;
  refusal: string | null;
};

const picturesShown = 4;

export function SteeringPage(props: SteeringPageProps): JSX.Element {
  const { frame, scene, refusal } = props;
  const { forecast } = scene;
  const { open, lost, settled } = inUrgency(forecast.targets);
  return (
    <Layout frame={frame} title="Pilotage de l’année">
      <h1>{`Pilotage de l’année au ${frenchLongDate(forecast.asOf)}`}</h1>
      <p class="lead prose">
        Où vont les objectifs d’ici au 31 décembre, et ce qui est proposé pour les prochaines séances. Rien de
        ce qui est appris ne prend effet sans qu’une personne le valide ici.
      </p>
      {refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {refusal}
        </p>
      )}
      <InForce {...props} />
      <PageWords words={['dalo', 'priority', 'firstQuartile', 'transfer', 'qpv', 'holder']} />
      <section class="card">
        <h2>Encore à portée d’ici au 31 décembre</h2>
        {open.length === 0 ? (
          <p>
            {forecast.targets.length === 0
              ? 'Aucun objectif chiffré n’est entré pour cette année. Importez ceux de vos conventions (fichier des objectifs) : leur prévision paraîtra ici.'
              : 'Aucun objectif n’est à rattraper : chacun est tenu, ou perdu avec les baux attendus.'}
          </p>
        ) : (
          <ForecastTable label="Objectifs à portée" forecasts={open} />
        )}
        <div class="targets">
          {pictured([...open, ...lost], picturesShown).map((one) => (
            <section key={one.target.id} class="target">
              <h3>{one.target.name}</h3>
              <p class="small">{`${weeklyWords(one)} ${outlookWords(one)}`}</p>
              <PacePicture year={forecast} forecast={one} everyWeeks={4} />
            </section>
          ))}
        </div>
      </section>
      <section class="card">
        <h2>Les autres objectifs</h2>
        <Folded
          title={`${frenchCount(lost.length, 'objectif')} hors d’atteinte : tous les baux attendus n’y suffiraient pas`}
          label="Objectifs hors d’atteinte"
          forecasts={lost}
        />
        <Folded
          title={`${frenchCount(settled.length, 'objectif')} acquis, tenus, ou sans bail attendu`}
          label="Objectifs tenus"
          forecasts={settled}
        />
      </section>
      {props.mayValidate ? (
        <ValidationForm {...props} csrfToken={frame.csrfToken} />
      ) : (
        <p class="alert">
          {props.heldTo ?? 'Vous lisez cette page ; la validation revient au service d’attribution.'}
        </p>
      )}
      <Learned forecast={forecast} />
      <Validations validations={props.validations} />
    </Layout>
  );
}

function Folded(props: {
  title: string;
  label: string;
  forecasts: readonly TargetForecast[];
}): JSX.Element | null {
  if (props.forecasts.length === 0) return null;
  return (
    <details>
      <summary>{props.title}</summary>
      <ForecastTable label={props.label} forecasts={props.forecasts} />
    </details>
  );
}

function InForce({ scene: { inForce }, justValidated }: SteeringPageProps): JSX.Element {
  if (inForce === null) {
    return (
      <p class="alert">
        Aucune validation n’est en vigueur aujourd’hui : chaque séance se calcule sur l’année à ce jour, sans
        rythme, avec les chances de la politique publiée.
      </p>
    );
  }
  const { content, effectiveOn, until } = inForce;
  return (
    <p class="proof" role={justValidated ? 'status' : undefined}>
      {`${justValidated ? 'C’est validé. ' : ''}En vigueur pour les séances du ${frenchShortDate(effectiveOn)} au ${frenchShortDate(until)} : prix validés le ${frenchShortDate(content.validatedOn)} par ${inForce.validatedBy} (${roleName(content.role)}). `}
      <a href="/regles#rythme">Ce que le public en lit</a>
    </p>
  );
}

function Validations({ validations }: { validations: readonly SteeringValidation[] }): JSX.Element {
  return (
    <section class="card">
      <h2>Validations précédentes</h2>
      {validations.length === 0 ? (
        <p>Personne n’a encore rien validé. La première validation paraîtra ici, et n’en bougera plus.</p>
      ) : (
        <ScrollBox label="Validations">
          <table class="plain small">
            <thead>
              <tr>
                <th scope="col">Validé le</th>
                <th scope="col">Par</th>
                <th scope="col">Séances</th>
                <th scope="col" class="number">
                  Objectifs pilotés
                </th>
                <th scope="col" class="number">
                  Chances prises
                </th>
                <th scope="col">Changé ou laissé de côté</th>
              </tr>
            </thead>
            <tbody>
              {validations.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{frenchShortDate(civilDateInParis(one.createdAt))}</th>
                  <td>{`${one.validatedBy} (${roleName(one.content.role)})`}</td>
                  <td>{`${frenchShortDate(one.effectiveOn)} au ${frenchShortDate(one.until)}`}</td>
                  <td class="number">{one.content.lines.length}</td>
                  <td class="number">{one.content.acceptance.length}</td>
                  <td>{changesInWords(one.content)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </section>
  );
}

function changesInWords({ lines, removed }: SteeringValidation['content']): string {
  const changed = lines.flatMap(({ name, mostPoints, change }) =>
    change === null ? [] : [`${name} : ${mostPoints} au lieu de ${change.proposedPoints} (${change.why})`],
  );
  const aside = removed.map(({ name, why }) => `${name} : laissé de côté (${why})`);
  return [...changed, ...aside].join(' ; ') || 'rien';
}
