/** `/admin/portail`: what the landlord publishes of its portal, and the form that makes the next version. */
import type { JSX } from 'preact';
import { typologies } from '../../../domain/home.ts';
import { type PortalPolicy, transferGrounds } from '../../../portal/policy.ts';
import { policySentences, weekdayName } from '../../../portal/policy-words.ts';
import { groundNames } from '../../../portal/transfers/words.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { figures } from './policy-fields.ts';

type Props = { frame: PageFrame; policy: PortalPolicy; problem: string | null };

export function PortalPolicyPage(props: Props): JSX.Element {
  const { frame, policy, problem } = props;
  return (
    <Layout
      frame={frame}
      title="Règles du portail"
      crumbs={[
        { href: '/admin', label: 'Administration' },
        { href: '/admin/portail', label: 'Règles du portail' },
      ]}
    >
      <h1>Règles du portail</h1>
      <p class="lead prose">
        Là où la loi se tait, votre organisme choisit, et le publie. Ces règles sont lues par tous sur la page
        des <a href="/regles#portail">règles publiques</a>.
      </p>
      {problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {problem}
        </p>
      )}
      {policy.isDefault ? (
        <p class="alert">
          Réglages par défaut : personne de l’organisme ne les a encore validés, et les pages le disent.
        </p>
      ) : (
        <p>{`Version ${policy.version}.`}</p>
      )}
      <PolicyForm {...props} />
    </Layout>
  );
}

/** What anyone reads of it, on the page of public rules. */
export function PublishedPolicy(props: { policy: PortalPolicy; id: string }): JSX.Element {
  const { policy } = props;
  return (
    <section class="card prose" id={props.id}>
      <h3>Le portail : annonces, souhaits, réponses</h3>
      {policy.isDefault ? (
        <p class="alert">Réglages par défaut : le bailleur ne les a pas encore validés.</p>
      ) : null}
      <ul>
        {policySentences(policy).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

function PolicyForm({ frame, policy }: Props): JSX.Element {
  const communesOf = (regime: 'tense' | 'slack') =>
    Object.entries(policy.regimeByCommune)
      .filter(([, one]) => one === regime)
      .map(([code]) => code)
      .join(' ');
  return (
    <form method="post" action="/admin/portail">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={String(policy.version)} />
      <fieldset class="card">
        <legend>Annonces</legend>
        <Choice
          name="regime"
          label="Régime des communes qui ne sont pas citées"
          value={policy.regime}
          options={[
            ['tense', 'Tendu : une date de clôture'],
            ['slack', 'Détendu : clôture chaque semaine'],
          ]}
        />
        <Codes
          name="tenseCommunes"
          label="Communes au régime tendu (codes INSEE)"
          value={communesOf('tense')}
        />
        <Codes
          name="slackCommunes"
          label="Communes au régime détendu (codes INSEE)"
          value={communesOf('slack')}
        />
        <Choice
          name="slackClosingWeekday"
          label="Jour de la clôture hebdomadaire"
          value={String(policy.slackClosingWeekday)}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), weekdayName(day)] as const)}
        />
        <Choice
          name="reviewBeforePublication"
          label="Une seconde personne relit avant publication"
          value={policy.reviewBeforePublication ? 'oui' : 'non'}
          options={yesNo}
        />
        <Choice
          name="opensByIdentity"
          label="FranceConnect ouvre le dossier de son titulaire, si le service y est raccordé"
          value={policy.opensByIdentity ? 'oui' : 'non'}
          options={yesNo}
        />
      </fieldset>
      <fieldset class="card">
        <legend>Nombres et délais</legend>
        {figures.map(({ name, label, unit, min, max }) => (
          <div class="field" key={name}>
            <label for={name}>{`${label} (${unit})`}</label>
            <input
              id={name}
              name={name}
              type="number"
              min={min}
              max={max}
              required
              value={String(policy[name])}
            />
          </div>
        ))}
        <div class="field">
          <label for="exchangeMovesAYear">
            Déménagements par échange dans l’année, au plus (vide : pas de limite)
          </label>
          <input
            id="exchangeMovesAYear"
            name="exchangeMovesAYear"
            type="number"
            min={0}
            value={policy.exchangeMovesAYear === null ? '' : String(policy.exchangeMovesAYear)}
          />
        </div>
      </fieldset>
      <TransferFields policy={policy} />
      <GrantFields policy={policy} />
      <button type="submit" class="strong">
        Publier une nouvelle version
      </button>
    </form>
  );
}

function TransferFields({ policy }: { policy: PortalPolicy }): JSX.Element {
  const placeOf = (ground: (typeof transferGrounds)[number]) => {
    const place = policy.transferOrder.findIndex((equal) => equal.includes(ground));
    return String(place === -1 ? transferGrounds.length : place + 1);
  };
  return (
    <fieldset class="card">
      <legend>Mutations</legend>
      <p>Place de chaque motif. Deux motifs à la même place sont à égalité.</p>
      {transferGrounds.map((ground) => (
        <Choice
          key={ground}
          name={`place-${ground}`}
          label={groundNames[ground]}
          value={placeOf(ground)}
          options={transferGrounds.map((_, index) => [String(index + 1), `Place ${index + 1}`] as const)}
        />
      ))}
      <p>Typologies rares : une mutation qui en libère une est examinée plus vite.</p>
      <div>
        {typologies.map((typology) => (
          <label key={typology} class="tick">
            <input
              type="checkbox"
              name="scarceTypologies"
              value={typology}
              checked={policy.scarceTypologies.includes(typology)}
            />{' '}
            {typology}
          </label>
        ))}
      </div>
      <Choice
        name="zoneKnown"
        label="Liste des communes de la zone tendue de R442-3-3"
        value={policy.tenseZoneCommunes === null ? 'non' : 'oui'}
        options={[
          ['non', 'Pas encore donnée : les règles qui en dépendent le disent'],
          ['oui', 'Donnée ci-dessous'],
        ]}
      />
      <Codes
        name="tenseZoneCommunes"
        label="Communes de cette zone (codes INSEE)"
        value={(policy.tenseZoneCommunes ?? []).join(' ')}
      />
    </fieldset>
  );
}

/** R442-3-2: the amounts of the text are those of 2009, moved each year with prices; the landlord says its own. */
function GrantFields({ policy: { movingGrant } }: { policy: PortalPolicy }): JSX.Element {
  const euros = (cents: number | undefined) => (cents === undefined ? '' : String(cents / 100));
  const fields = [
    ['grantFirm', 'Entreprise payée jusqu’à (euros)', euros(movingGrant?.firmCents)],
    ['grantFlat', 'Forfait si le ménage déménage seul (euros)', euros(movingGrant?.flatCents)],
    ['grantSource', 'Source (indice, délibération, document)', movingGrant?.source ?? ''],
  ] as const;
  return (
    <fieldset class="card">
      <legend>Aide au déménagement (R442-3-2)</legend>
      <p>
        Le texte donne 1 000 € et 400 € en 2009, et les fait suivre les prix chaque année : ce sont des
        planchers. Donnez vos montants à jour, tous les quatre champs, ou laissez-les vides : les pages disent
        alors « montants plancher de 2009, à actualiser ».
      </p>
      <div class="field">
        <label for="grantAsOf">Depuis le</label>
        <input id="grantAsOf" name="grantAsOf" type="date" value={movingGrant?.asOf ?? ''} />
      </div>
      {fields.map(([name, label, value]) => (
        <div class="field" key={name}>
          <label for={name}>{label}</label>
          <input id={name} name={name} type="text" maxLength={200} value={value} />
        </div>
      ))}
    </fieldset>
  );
}

const yesNo = [
  ['oui', 'Oui'],
  ['non', 'Non'],
] as const;

function Choice(props: {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
}): JSX.Element {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <select id={props.name} name={props.name}>
        {props.options.map(([value, label]) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Codes(props: { name: string; label: string; value: string }): JSX.Element {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      <textarea id={props.name} name={props.name} rows={2}>
        {props.value}
      </textarea>
    </div>
  );
}
