/** Requests of fellow landlords: what is needed, until when, the answer; what of it counts. */
import type { JSX } from 'preact';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { FellowLine } from '../../../portal/relocations/fellow-port.ts';
import { fellowCounts } from '../../../portal/relocations/fellow-request.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout } from '../layout.tsx';
import { communeOf } from '../transfers/transfer-words.ts';
import { AnswerForms, NewForm } from './fellow-forms.tsx';
import { FellowLetting } from './fellow-letting.tsx';
import { accessibilityNames, type FellowsPageProps, operationNames } from './fellow-props.ts';

const stateNames = {
  received: 'à répondre',
  accepted: 'acceptée',
  refused: 'refusée',
  signed: 'signée',
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
          baux enregistrés.
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

function Entry(props: FellowsPageProps & { one: FellowLine }): JSX.Element {
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
        {(one.state === 'accepted' || one.state === 'signed') && <FellowLetting {...props} />}
      </div>
    </article>
  );
}
