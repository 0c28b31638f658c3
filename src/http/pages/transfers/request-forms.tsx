/** The steps that an officer may take now, each in its own small form; none is ticked beforehand. */
import type { ComponentChildren, JSX } from 'preact';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import { refusalReason, refusalReasonCodes } from '../../../portal/transfers/refusal-reasons.ts';
import { closingReasons, recommendations } from '../../../portal/transfers/request.ts';
import { type StepKind, stepsNow } from '../../../portal/transfers/steps.ts';
import { mayTie } from '../../../portal/transfers/tie.ts';
import { closingNames, recommendationNames, stepNames } from '../../../portal/transfers/words.ts';
import type { RequestPageProps } from './request-page-props.ts';
import { placeInWords } from './transfer-words.ts';

export function RequestForms(props: RequestPageProps): JSX.Element | null {
  const { file } = props;
  const steps = stepsNow(file);
  const has = (kind: StepKind) => steps.includes(kind);
  if (steps.length === 0) return null;
  return (
    <section class="card" aria-labelledby="etapes">
      <h2 id="etapes">La suite</h2>
      <TakeForm {...props} />
      {file.state === 'received' && !has('examine') && (
        <p>
          Cette demande attend l’<a href="/agent/mutations/instances">instance interne</a>, qui donne un avis.
        </p>
      )}
      {has('examine') && <ExamineForm {...props} />}
      {has('accept') && <PlainStep {...props} step="accept" path="accepter" strong />}
      {has('refuse') && <RefuseForm {...props} />}
      {has('search') && <PlainStep {...props} step="search" path="recherche" strong />}
      {has('propose') && <ProposeForms {...props} />}
      {has('searchAgain') && <PlainStep {...props} step="searchAgain" path="reprise" />}
      {has('finish') && <PlainStep {...props} step="finish" path="fin" strong />}
      {has('inform') && <InformForm {...props} />}
      {mayTie(file) && <TieForm {...props} />}
      {has('close') && <CloseForm {...props} />}
    </section>
  );
}

function StepForm(
  props: Pick<RequestPageProps, 'file' | 'frame'> & {
    path: string;
    bare?: boolean;
    children: ComponentChildren;
  },
): JSX.Element {
  return (
    <form
      method="post"
      action={`/agent/mutations/${props.file.id}/${props.path}`}
      class={props.bare ? undefined : 'narrow step'}
    >
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="version" value={props.file.version} />
      {props.children}
    </form>
  );
}

function TakeForm(props: RequestPageProps): JSX.Element | null {
  if (props.file.ownerAccountId === props.accountId) return null;
  return (
    <StepForm {...props} path="suivre">
      <button type="submit">Suivre cette demande</button>
    </StepForm>
  );
}

function PlainStep(
  props: RequestPageProps & { step: StepKind; path: string; strong?: boolean },
): JSX.Element {
  return (
    <StepForm {...props} path={props.path}>
      <button type="submit" class={props.strong ? 'strong' : undefined}>
        {stepNames[props.step]}
      </button>
    </StepForm>
  );
}

function ReasonChoices(): JSX.Element {
  return (
    <div class="field">
      <label for="raison">Raison, liée à une règle</label>
      <select id="raison" name="raison">
        <option value="">Aucune</option>
        {refusalReasonCodes.map((code) => (
          <option key={code} value={code}>
            {`${refusalReason(code).officer} (${refusalReason(code).rule})`}
          </option>
        ))}
      </select>
    </div>
  );
}

function ExamineForm(props: RequestPageProps): JSX.Element {
  return (
    <details>
      <summary>{stepNames.examine} sans attendre l’instance</summary>
      <StepForm {...props} path="examen">
        <fieldset class="choice">
          <legend>Avis</legend>
          {recommendations.map((kind) => (
            <label class="tick" key={kind}>
              <input type="radio" name="avis" value={kind} required /> {recommendationNames[kind]}
            </label>
          ))}
        </fieldset>
        <ReasonChoices />
        <div class="field">
          <label for="note-examen">Ce qui a été constaté, ou ce qui manque</label>
          <textarea id="note-examen" name="note" rows={2} maxLength={500} />
        </div>
        <button type="submit" class="strong">
          Enregistrer l’avis
        </button>
      </StepForm>
    </details>
  );
}

function RefuseForm(props: RequestPageProps): JSX.Element {
  return (
    <details>
      <summary>{stepNames.refuse}</summary>
      <StepForm {...props} path="refus">
        <p class="small">
          Le ménage lit la raison, votre prénom, comment contester et comment corriger une donnée. Ni une
          dette, ni le comportement, ni l’ancienneté chez nous ne sont des raisons.
        </p>
        <fieldset class="choice">
          <legend>Raison</legend>
          {refusalReasonCodes.map((code) => (
            <label class="tick" key={code}>
              <input type="radio" name="raison" value={code} required /> {refusalReason(code).officer}{' '}
              <span class="quiet">({refusalReason(code).article})</span>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="note-refus">À ajouter, tel que le ménage le lira</label>
          <textarea id="note-refus" name="note" rows={3} maxLength={1000} />
        </div>
        <button type="submit">Refuser et répondre au ménage</button>
      </StepForm>
    </details>
  );
}

function ProposeForms(props: RequestPageProps): JSX.Element {
  const shown = props.homes.slice(0, 6);
  return (
    <div>
      <h3>Logements qui peuvent convenir</h3>
      {shown.length === 0 ? (
        <p>
          Aucun logement à louer ne répond aujourd’hui : taille, communes souhaitées, loyer et règles. Chaque
          préavis reçu est comparé aussitôt.
        </p>
      ) : (
        <ul class="checks">
          {shown.map(({ vacancy, home, matches }) => (
            <li key={vacancy.id}>
              <a href={`/agent/logements/${encodeURIComponent(vacancy.id)}`}>
                {home.typology} de {frenchNumber(home.surfaceM2, 0)} m², {placeInWords(home)}
              </a>
              <span class="quiet">
                {`, ${frenchEuros(home.rentCents)} de loyer`}
                {vacancy.availableOn === null ? '' : `, libre le ${frenchShortDate(vacancy.availableOn)}`}
                {matches[0]?.verdict === 'unknown' ? ', des données restent à vérifier' : ''}
              </span>
              <StepForm {...props} path="proposition" bare>
                <input type="hidden" name="logement" value={vacancy.id} />
                <input type="hidden" name="bien" value={home.id} />
                <button type="submit">Proposer celui-ci</button>
              </StepForm>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function InformForm(props: RequestPageProps): JSX.Element {
  return (
    <details>
      <summary>{stepNames.inform}</summary>
      <StepForm {...props} path="nouvelles">
        <div class="field">
          <label for="texte">Où en est la demande, tel que le ménage le lira</label>
          <textarea id="texte" name="texte" rows={3} minLength={10} maxLength={1000} required />
        </div>
        <button type="submit">Envoyer, avec la date de la prochaine réponse</button>
      </StepForm>
    </details>
  );
}

function TieForm(props: RequestPageProps): JSX.Element {
  const { part } = props.file.details;
  return (
    <details>
      <summary>
        {part === null ? 'Relier à sa demande enregistrée' : 'Relier à la demande de ceux qui partent'}
      </summary>
      <StepForm {...props} path="numero">
        {part === null ? null : (
          <p class="quiet">
            {`Le numéro unique propre à ${part.who} : une demande de ${frenchCount(part.persons, 'personne')} (M-08c). Le logement sera proposé par elle.`}
          </p>
        )}
        <div class="field">
          <label for="numero">Numéro unique</label>
          <input id="numero" name="numero" required maxlength={40} autocomplete="off" />
        </div>
        <button type="submit">Relier</button>
      </StepForm>
    </details>
  );
}

function CloseForm(props: RequestPageProps): JSX.Element {
  return (
    <details>
      <summary>{stepNames.close}</summary>
      <StepForm {...props} path="cloture">
        <fieldset class="choice">
          <legend>Pourquoi</legend>
          {closingReasons.map((reason) => (
            <label class="tick" key={reason}>
              <input type="radio" name="raison" value={reason} required /> {closingNames[reason]}
            </label>
          ))}
        </fieldset>
        <button type="submit">Clore et le dire au ménage</button>
      </StepForm>
    </details>
  );
}
