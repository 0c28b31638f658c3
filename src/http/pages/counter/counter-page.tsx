/** `/agent/guichet/:ref`: what an officer does for a household that has no screen, in the order of a conversation. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchCount } from '../../../kernel/french.ts';
import type { Advert } from '../../../portal/advert.ts';
import type { StandingWish } from '../../../portal/choice/standing-wish.ts';
import type { AskedForAlready } from '../../../portal/choice/standing-wish-port.ts';
import type { Wish } from '../../../portal/choice/wish.ts';
import { wishLines } from '../../../portal/choice/wish-lines.ts';
import type { Mandate } from '../../../portal/mandates/mandate.ts';
import type { PreferencesShown } from '../../../portal/notifications/preference-port.ts';
import { advertName, closingLine, rentLine } from '../adverts/advert-lines.ts';
import { ContactForms, PreferencesForm } from '../door/preference-sections.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { MandateForm, MandateList, type TypedMandate } from '../mandates/mandate-sections.tsx';
import { StandingAtCounter } from './standing-section.tsx';
import { WayFields, WaySelect } from './way-fields.tsx';

export type CounterProps = {
  frame: PageFrame;
  /** `/agent/guichet/<reference>`. */
  path: string;
  filePath: string;
  name: string;
  today: CivilDate;
  wishes: readonly Wish[];
  maxLiveWishes: number;
  /** Adverts that still take wishes, those that close first before. */
  adverts: readonly Advert[];
  postalDays: number;
  /** Days of the published promise of an answer. */
  answerDays: number;
  preferences: PreferencesShown;
  mandates: readonly Mandate[];
  /** Keys that make each form one act. */
  keys: { wish: string; standing: string; correction: string; mandate: string };
  standing: { wishes: readonly StandingWish[]; application: AskedForAlready };
  typedMandate: TypedMandate;
  problem: string | null;
  done: string | null;
};

export function CounterPage(props: CounterProps): JSX.Element {
  const { frame, path, name, filePath } = props;
  const sent = { csrfToken: frame.csrfToken };
  return (
    <Layout
      frame={frame}
      title={`Guichet — ${name}`}
      crumbs={[
        { href: '/agent/guichet', label: 'Guichet' },
        { href: filePath, label: name },
      ]}
    >
      <h1>{`Au guichet : ${name}`}</h1>
      <p class="lead prose">
        Pour un ménage au guichet, au téléphone ou qui écrit. Vérifiez son identité d’abord. Tout ce que vous
        faites ici est écrit à votre nom, « pour le ménage ».
      </p>
      {props.problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.problem}
        </p>
      )}
      {props.done === null ? null : (
        <p class="alert" role="status">
          {props.done}
        </p>
      )}
      <ul class="facts no-print">
        <li>
          <a href={`${path}/points`}>Ce que le ménage lit de ses points et de son attente</a>
        </li>
        <li>
          <a href="/agent/guichet/feuille">Feuille des annonces de la semaine, à imprimer</a>
        </li>
      </ul>
      <Wishes {...props} />
      <StandingAtCounter
        {...sent}
        {...props.standing}
        action={`${path}/permanents`}
        requestKey={props.keys.standing}
        today={props.today}
      />
      <Correction {...props} />
      <section class="card" aria-labelledby="preferences">
        <h2 id="preferences">Comment lui écrire</h2>
        <PreferencesForm {...sent} action={`${path}/preferences`} shown={props.preferences} />
        <h3>Contact</h3>
        {props.preferences.isProtected ? (
          <p>
            Dossier protégé : l’ancien contact ne s’affiche pas. Ce que vous écrivez remplace le seul contact
            autorisé.
          </p>
        ) : (
          <p>L’ancien contact est prévenu du changement.</p>
        )}
        <ContactForms {...sent} action={path} shown={props.preferences} atCounter />
      </section>
      <section class="card" aria-labelledby="mandats">
        <h2 id="mandats">Qui peut l’aider : mandats</h2>
        <MandateList {...sent} action={`${path}/mandats`} mandates={props.mandates} today={props.today} />
        <h3>Enregistrer un mandat signé sur papier</h3>
        <MandateForm
          {...sent}
          action={`${path}/mandats`}
          today={props.today}
          requestKey={props.keys.mandate}
          typed={props.typedMandate}
          onPaper
        />
      </section>
    </Layout>
  );
}

function Wishes(props: CounterProps): JSX.Element {
  const { frame, path, wishes, today, maxLiveWishes } = props;
  const live = wishes.filter(({ state }) => state === 'live');
  return (
    <section class="card" aria-labelledby="souhaits">
      <h2 id="souhaits">{`Ses souhaits : ${frenchCount(live.length, 'en cours', 'en cours')} sur ${maxLiveWishes}`}</h2>
      {wishes.length === 0 ? <p>Aucun souhait. Choisissez une annonce ci-dessous.</p> : null}
      <ol>
        {wishes.map((wish) => (
          <li key={wish.id}>
            <a href={`/annonces/${wish.advert.id}`}>{advertName(wish.advert)}</a>
            {wishLines(wish, { today, answerDays: props.answerDays }).map((line) => (
              <p key={line}>{line}</p>
            ))}
            {wish.state === 'live' ? <WishGestures {...props} wish={wish} /> : null}
          </li>
        ))}
      </ol>
      <h3>Noter un souhait</h3>
      {props.adverts.length === 0 ? (
        <p>Aucune annonce ne reçoit de souhait aujourd’hui.</p>
      ) : (
        <form method="post" action={`${path}/souhaits`}>
          <input type="hidden" name="_csrf" value={frame.csrfToken} />
          <input type="hidden" name="_key" value={props.keys.wish} />
          <div class="field">
            <label for="annonce">Annonce</label>
            <select id="annonce" name="annonce" required>
              <option value="">Choisir</option>
              {props.adverts.map((advert) => (
                <option key={advert.id} value={advert.id}>
                  {`${advertName(advert)}, ${advert.facts.street}, ${rentLine(advert.facts)}. ${closingLine(advert, today)}`}
                </option>
              ))}
            </select>
          </div>
          <WayFields id="souhait" today={today} />
          <p class="quiet">
            {`Pour un courrier, la date est celle du cachet de la poste ; il est reçu jusqu’à ${frenchCount(props.postalDays, 'jour')} après la clôture.`}
          </p>
          <button type="submit">Noter le souhait</button>
        </form>
      )}
    </section>
  );
}

function WishGestures({ frame, path, wish }: CounterProps & { wish: Wish }): JSX.Element {
  const order = `${path}/souhaits/ordre`;
  const name = <span class="visually-hidden">{` : ${advertName(wish.advert)}`}</span>;
  return (
    <form method="post" action={order} class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="souhait" value={wish.id} />
      <WaySelect id={`souhait-${wish.id}`} />
      <button type="submit" name="vers" value="haut">
        Monter{name}
      </button>
      <button type="submit" name="vers" value="bas">
        Descendre{name}
      </button>
      <button type="submit" formaction={`${path}/souhaits/retrait`}>
        Retirer{name}
      </button>
    </form>
  );
}

function Correction(props: CounterProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="correction">
      <h2 id="correction">Corriger une information</h2>
      <p>
        Écrivez ce que le ménage dit. La correction a une date de réponse, et le ménage un accusé de
        réception.
      </p>
      <form method="post" action={`${props.path}/correction`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="_key" value={props.keys.correction} />
        <div class="field">
          <label for="demande">Ce qui est faux, et ce qui est juste</label>
          <textarea id="demande" name="demande" rows={3} required maxlength={4000} />
        </div>
        <WayFields id="correction" today={props.today} />
        <button type="submit">Enregistrer la demande de correction</button>
      </form>
    </section>
  );
}
