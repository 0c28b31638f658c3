/** Where my request stands: who follows it, until when I am answered, my place, the moving plan, how to contest. */
import type { JSX } from 'preact';
import { frenchCount, frenchLongDate } from '../../../kernel/french.ts';
import { readPlan } from '../../../portal/transfers/moving-plan.ts';
import { isLive, isOverdue } from '../../../portal/transfers/request.ts';
import { groundsForHousehold, statesForHousehold } from '../../../portal/transfers/words.ts';
import { PlanLines } from './plan-section.tsx';
import type { TenantPageProps } from './tenant-page-props.ts';
import { aheadWords } from './transfer-words.ts';

type Props = TenantPageProps & { request: TenantPageProps['known']['requests'][number] };

export function TenantRequest(props: Props): JSX.Element {
  const { request } = props;
  const live = isLive(request);
  const id = `demande-${request.id}`;
  return (
    <section class={live ? 'card next' : 'card'} aria-labelledby={id}>
      <h2 id={id}>{live ? 'Ma demande' : `Ma demande du ${frenchLongDate(request.receivedOn)}`}</h2>
      <p class="lead">{statesForHousehold[request.state]}</p>
      {live && <NextAnswer {...props} />}
      <Facts {...props} />
      <Plan {...props} />
      <Answers {...props} />
      {request.state === 'refused' && <Contest {...props} />}
    </section>
  );
}

function NextAnswer({ request, today }: Props): JSX.Element {
  const who = request.ownerName?.split(' ')[0] ?? 'Le service des attributions';
  return (
    <>
      {isOverdue(request, today) ? (
        <p class="alert">
          Vous deviez avoir une réponse le <strong>{frenchLongDate(request.dueOn)}</strong>. Elle est en
          retard. {who} le voit en premier sur sa liste. Vous pouvez nous appeler.
        </p>
      ) : (
        <p>
          Prochaine réponse au plus tard le <strong>{frenchLongDate(request.dueOn)}</strong>, même si rien n’a
          changé.
        </p>
      )}
      <p>{who} suit votre demande.</p>
    </>
  );
}

function Facts({ request }: Props): JSX.Element {
  const { details } = request;
  const live = isLive(request);
  return (
    <ul class="checks">
      <li>Reçue le {frenchLongDate(request.receivedOn)}.</li>
      <li>Votre raison : {groundsForHousehold[request.ground]}.</li>
      {details.part !== null && (
        <li>
          {frenchCount(details.part.persons, 'personne')} de votre foyer{' '}
          {details.part.persons === 1 ? 'part' : 'partent'} : {details.part.who}.
        </li>
      )}
      {live && (
        <li>
          Votre place : rang {request.tier} de l’<a href="#ordre">ordre publié</a>.{' '}
          {aheadWords[request.ahead]}
        </li>
      )}
      {live && request.fastLane && (
        <li>Votre départ libère un logement rare : votre demande est examinée sans attendre.</li>
      )}
      {live && request.number === null && (
        <li>
          <strong>Il manque votre numéro unique.</strong> Sans lui, la loi ne permet d’attribuer aucun
          logement. Vous l’obtenez sur demande-logement-social.gouv.fr, ou à notre guichet.
        </li>
      )}
    </ul>
  );
}

function Plan({ request, known }: Props): JSX.Element | null {
  const { plan } = request.details;
  if (plan === null) return null;
  const read = readPlan(plan, {
    ground: request.ground,
    oldRentCents: known.lease?.rentCents ?? null,
    fragile: null,
    grant: known.movingGrant,
  });
  return (
    <>
      <h3>Mon déménagement</h3>
      <PlanLines plan={plan} read={read} />
    </>
  );
}

function Answers({ request }: Props): JSX.Element | null {
  const { answers } = request.details;
  if (answers.length === 0) return null;
  return (
    <details open={!isLive(request)}>
      <summary>Nos réponses ({answers.length})</summary>
      <ol reversed class="checks">
        {[...answers].reverse().map((answer, index) => (
          <li key={`${answer.on} ${answers.length - index}`}>
            <strong>Le {frenchLongDate(answer.on)}</strong>
            {answer.text.split('\n\n').map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </li>
        ))}
      </ol>
    </details>
  );
}

function Contest({ request, frame, mayAct, formKey }: Props): JSX.Element {
  if (request.number === null || !mayAct) {
    return <p>Vous n’êtes pas d’accord ? Écrivez-nous ou venez au guichet : une autre personne regardera.</p>;
  }
  return (
    <details>
      <summary>Je ne suis pas d’accord</summary>
      <form method="post" action="/demandeur/logement/contester">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <input type="hidden" name="demande" value={request.id} />
        <div class="field">
          <label for={`pourquoi-${request.id}`}>Dites pourquoi, dans vos mots</label>
          <textarea id={`pourquoi-${request.id}`} name="pourquoi" rows={4} maxLength={4000} required />
        </div>
        <button type="submit">Demander qu’une autre personne regarde</button>
      </form>
      <p>
        Une information est fausse ? <a href="/demandeur/corriger">Corriger une information</a>
      </p>
    </details>
  );
}
