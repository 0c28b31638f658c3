/** Requests of fellow landlords: what is needed, until when, the answer; what of it counts. */
import type { JSX } from 'preact';
import { typologies } from '../../../domain/home.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchEuros, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import {
  type FellowRequest,
  fellowCounts,
  fellowOperations,
} from '../../../portal/relocations/fellow-request.ts';
import type { OfferedHome } from '../../../portal/relocations/relocation-port.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { communeOf, placeInWords } from '../transfers/transfer-words.ts';

export type FellowsPageProps = {
  frame: PageFrame;
  today: CivilDate;
  requests: readonly FellowRequest[];
  /** Freed homes that answer those that wait. */
  homes: ReadonlyMap<string, readonly OfferedHome[]>;
  mayWrite: boolean;
  formKey: string;
  done: boolean;
  refusal: string | null;
};

const operationNames = {
  urbanRenewal: 'Renouvellement urbain',
  orcod: 'Copropriété dégradée (ORCOD)',
  demolition: 'Démolition hors renouvellement urbain',
} as const satisfies Record<(typeof fellowOperations)[number], string>;
const stateNames = {
  received: 'à répondre',
  accepted: 'acceptée',
  refused: 'refusée',
  signed: 'signée',
} as const;
const accessibilityNames = {
  none: 'Aucune',
  stepFree: 'De plain-pied',
  wheelchair: 'Fauteuil roulant',
} as const;

export function FellowsPage(props: FellowsPageProps): JSX.Element {
  const counts = fellowCounts(props.requests, props.today.slice(0, 4));
  return (
    <Layout
      frame={props.frame}
      title="Demandes d’autres bailleurs"
      crumbs={[{ href: '/agent/relogements', label: 'Relogements' }]}
    >
      <h1>Demandes d’autres bailleurs</h1>
      <p class="prose">
        Un confrère reloge un ménage d’une opération et cherche chez nous. Ni nom ni situation : le besoin, et
        le numéro unique s’il est connu.
      </p>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}
        </p>
      )}
      {props.done && (
        <p class="proof" role="status">
          Enregistré.
        </p>
      )}
      <section class="card" aria-label="Où en sont ces demandes">
        <dl class="key-figures">
          <div>
            <dt>Réponses en retard</dt>
            <dd>{frenchNumber(counts.late(props.today), 0)}</dd>
          </div>
          <div>
            <dt>Signées cette année, comptées en PP-5</dt>
            <dd>{frenchNumber(counts.signed, 0)}</dd>
          </div>
          <div>
            <dt>Dont comptées hors QPV (Q-02)</dt>
            <dd>{frenchNumber(counts.relocated, 0)}</dd>
          </div>
        </dl>
        <p class="small quiet">
          PP-5 : mutations de locataires d’un organisme, le nôtre ou un autre, vers notre parc. Seuls le
          renouvellement urbain et les ORCOD comptent dans le quota hors QPV. L’engagement se mesure sur les
          baux enregistrés dans « Suites ».
        </p>
      </section>
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">{frenchCount(props.requests.length, 'demande')}</h2>
        {props.requests.length === 0 ? (
          <p>
            Aucune demande reçue. Enregistrez la première ci-dessous : sa date de réponse se calcule seule.
          </p>
        ) : (
          <div>
            {props.requests.map((one) => (
              <Entry key={one.id} {...props} one={one} />
            ))}
          </div>
        )}
      </section>
      {props.mayWrite && <NewForm {...props} />}
      <PageWords words={['transfer', 'qpv']} />
    </Layout>
  );
}

function Entry(props: FellowsPageProps & { one: FellowRequest }): JSX.Element {
  const { one, today } = props;
  const { need, answer, signed } = one.content;
  const isLate = one.state === 'received' && one.dueOn < today;
  return (
    <article class="step" aria-labelledby={`confrere-${one.id}`}>
      <div>
        <h3 id={`confrere-${one.id}`}>
          {one.fellow} <span class={isLate ? 'tag tag-warn' : 'tag'}>{stateNames[one.state]}</span>
        </h3>
        <p>
          {frenchCount(need.persons, 'personne')}, {need.typologies.join(' ou ')},{' '}
          {need.communes.length === 0 ? 'toutes communes' : need.communes.map(communeOf).join(', ')}.{' '}
          {need.accessibility === 'none' ? '' : `${accessibilityNames[need.accessibility]}. `}
          {operationNames[need.operation]} : {need.operationName}.{' '}
          {one.number === null ? 'Numéro unique inconnu.' : 'Numéro unique connu.'}
        </p>
        <p class="small quiet">
          Reçue le {frenchShortDate(one.receivedOn)}.{' '}
          {one.state === 'received'
            ? `Réponse due le ${frenchShortDate(one.dueOn)}${isLate ? ', en retard' : ''}.`
            : ''}
          {answer !== null && one.answeredOn !== null
            ? `Répondue le ${frenchShortDate(one.answeredOn)} par ${answer.by}${answer.reason === null ? '' : ` : ${answer.reason}`}.`
            : ''}
          {signed === null ? '' : ` Bail signé le ${frenchShortDate(signed.on)}.`}
        </p>
        {props.mayWrite && one.state === 'received' && <AnswerForms {...props} />}
        {props.mayWrite && one.state === 'accepted' && <SignForm {...props} />}
      </div>
    </article>
  );
}

function Hidden({ frame, one }: FellowsPageProps & { one: FellowRequest }): JSX.Element {
  return (
    <>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="demande" value={one.id} />
      <input type="hidden" name="version" value={one.version} />
    </>
  );
}

function AnswerForms(props: FellowsPageProps & { one: FellowRequest }): JSX.Element {
  const { one } = props;
  const homes = props.homes.get(one.id) ?? [];
  return (
    <div class="no-print">
      {homes.length === 0 ? (
        <p>Aucun logement libéré ne répond à ce besoin aujourd’hui.</p>
      ) : (
        <form method="post" action="/agent/relogements/confreres/accord" class="narrow">
          <Hidden {...props} />
          <div class="field">
            <label for={`logement-${one.id}`}>Logement proposé</label>
            <select id={`logement-${one.id}`} name="logement" required>
              <option value="">À choisir</option>
              {homes.map((home) => (
                <option key={home.vacancyId} value={home.vacancyId}>
                  {`${home.typology} de ${frenchNumber(home.surfaceM2, 0)} m², ${placeInWords(home)}, ${frenchEuros(home.rentCents)}`}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="strong">
            Accepter avec ce logement
          </button>
        </form>
      )}
      <details class="ban">
        <summary>Refuser</summary>
        <form method="post" action="/agent/relogements/confreres/refus" class="narrow">
          <Hidden {...props} />
          <div class="field">
            <label for={`raison-${one.id}`}>Raison donnée au confrère</label>
            <input
              id={`raison-${one.id}`}
              name="raison"
              type="text"
              required
              minLength={5}
              maxLength={500}
              autocomplete="off"
            />
          </div>
          <button type="submit">Refuser</button>
        </form>
      </details>
    </div>
  );
}

function SignForm(props: FellowsPageProps & { one: FellowRequest }): JSX.Element {
  const { one } = props;
  return (
    <form method="post" action="/agent/relogements/confreres/signature" class="narrow no-print">
      <Hidden {...props} />
      <div class="field">
        <label for={`jour-${one.id}`}>Bail signé le</label>
        <input id={`jour-${one.id}`} name="jour" type="date" max={props.today} required />
      </div>
      <button type="submit" class="strong">
        Noter la signature
      </button>
    </form>
  );
}

function NewForm({ frame, today, formKey }: FellowsPageProps): JSX.Element {
  return (
    <section class="card no-print" aria-labelledby="nouvelle">
      <h2 id="nouvelle">Enregistrer une demande reçue</h2>
      <form method="post" action="/agent/relogements/confreres" class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="_key" value={formKey} />
        <Text name="confrere" label="Bailleur qui demande" max={120} required />
        <div class="field">
          <label for="recue">Reçue le</label>
          <input id="recue" name="recue" type="date" max={today} value={today} required />
        </div>
        <Text name="numero" label="Numéro unique, s’il est connu" max={40} />
        <div class="field">
          <label for="personnes">Personnes à loger</label>
          <input id="personnes" name="personnes" type="number" min={1} max={20} required />
        </div>
        <fieldset class="choice">
          <legend>Typologies qui conviennent</legend>
          {typologies.map((value) => (
            <label class="tick" key={value}>
              <input type="checkbox" name="typologie" value={value} /> {value}
            </label>
          ))}
        </fieldset>
        <Text name="communes" label="Communes, séparées par des virgules (vide : toutes)" max={500} />
        <Select
          name="accessibilite"
          label="Accessibilité nécessaire"
          choices={Object.entries(accessibilityNames)}
        />
        <Select
          name="operation"
          label="Nature de l’opération"
          choices={fellowOperations.map((value) => [value, operationNames[value]])}
        />
        <Text name="nom" label="Nom de l’opération, convention" max={200} required />
        <button type="submit" class="strong">
          Enregistrer la demande
        </button>
      </form>
    </section>
  );
}

function Text(props: { name: string; label: string; max: number; required?: boolean }): JSX.Element {
  const { name, label, max, required = false } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input id={name} name={name} type="text" maxLength={max} required={required} autocomplete="off" />
    </div>
  );
}

function Select(props: {
  name: string;
  label: string;
  choices: readonly (readonly [string, string])[];
}): JSX.Element {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <select id={props.name} name={props.name}>
        {props.choices.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
