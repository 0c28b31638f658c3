/** A request that did not come through the portal: asked at the counter, by telephone or on paper (S-04), or ours. */
import type { JSX } from 'preact';
import { transferGrounds } from '../../../portal/policy.ts';
import { groundNames } from '../../../portal/transfers/words.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { articleOfGround } from './transfer-words.ts';

export type TypedNewRequest = { who: string; ground: string; origin: string; words: string };

export function NewRequestPage(props: {
  frame: PageFrame;
  formKey: string;
  typed: TypedNewRequest;
  refusal: string | null;
  /** The request that stands already, where one does. */
  standing: string | null;
}): JSX.Element {
  const { frame, typed } = props;
  return (
    <Layout
      frame={frame}
      title="Nouvelle demande de mutation"
      crumbs={[{ href: '/agent/mutations', label: 'Mutations' }]}
    >
      <h1>Nouvelle demande de mutation</h1>
      {props.refusal !== null && (
        <p class="alert alert-bad" role="alert">
          <strong>Rien n’a été enregistré.</strong> {props.refusal}{' '}
          {props.standing !== null && <a href={`/agent/mutations/${props.standing}`}>Voir la demande</a>}
        </p>
      )}
      <section class="card">
        <form method="post" action="/agent/mutations/nouvelle" class="narrow">
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={props.formKey} />
          <div class="field">
            <label for="qui">Numéro unique, ou référence du bail</label>
            <input id="qui" name="qui" required maxlength={60} autocomplete="off" value={typed.who} />
          </div>
          <fieldset class="choice">
            <legend>Qui demande</legend>
            <label class="tick">
              <input
                type="radio"
                name="origine"
                value="tenant"
                required
                checked={typed.origin === 'tenant'}
              />{' '}
              Le locataire, au guichet, au téléphone ou sur papier
            </label>
            <label class="tick">
              <input
                type="radio"
                name="origine"
                value="landlord"
                required
                checked={typed.origin === 'landlord'}
              />{' '}
              Nous : rien ne part au ménage, prévenez-le vous-même
            </label>
          </fieldset>
          <fieldset class="choice">
            <legend>Motif</legend>
            {transferGrounds.map((ground) => (
              <label class="tick" key={ground}>
                <input type="radio" name="motif" value={ground} required checked={typed.ground === ground} />{' '}
                {groundNames[ground]} <span class="quiet small">({articleOfGround(ground)})</span>
              </label>
            ))}
          </fieldset>
          <div class="field">
            <label for="mots">Dans les mots du ménage</label>
            <textarea id="mots" name="mots" rows={3} maxLength={2000}>
              {typed.words}
            </textarea>
          </div>
          <button type="submit" class="strong">
            Enregistrer la demande
          </button>
        </form>
      </section>
    </Layout>
  );
}
