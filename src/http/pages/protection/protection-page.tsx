/** Protecting a file: what it does at once, how to reach the person from now on, and who goes with them. */
import type { JSX } from 'preact';
import type { Household } from '../../../domain/household.ts';
import { ageOn, type CivilDate } from '../../../kernel/civil-date.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { type EmergencyChoice, EmergencyForm } from '../orientation/emergency-form.tsx';

export type ProtectionPageProps = {
  frame: PageFrame;
  filePath: string;
  household: Household;
  today: CivilDate;
  /** The day since which it is protected; null: it is not. */
  protectedSince: string | null;
  /** How an emergency sitting is opened; null: the account prepares none. */
  emergencies: readonly EmergencyChoice[] | null;
  problem: string | null;
  typed: Readonly<Record<string, string | readonly string[]>>;
};

const roleWords = {
  holder: 'titulaire',
  partner: 'conjoint ou partenaire',
  dependant: 'personne à charge',
  other: 'autre personne',
} as const;

export function ProtectionPage(props: ProtectionPageProps): JSX.Element {
  const { frame, protectedSince } = props;
  return (
    <Layout
      frame={frame}
      title="Protéger un dossier"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: props.filePath, label: 'Dossier' },
      ]}
    >
      <h1>Protéger ce dossier</h1>
      {props.problem === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.problem}
        </p>
      )}
      {protectedSince === null ? <Protect {...props} /> : <Protected {...props} since={protectedSince} />}
    </Layout>
  );
}

function Protect(props: ProtectionPageProps): JSX.Element {
  return (
    <>
      <section class="card prose">
        <h2>Ce qui se passe aussitôt</h2>
        <ul>
          <li>les connexions ouvertes sur ce dossier sont coupées, leurs liens ne servent plus ;</li>
          <li>les messages en attente vers l’ancienne adresse sont arrêtés ;</li>
          <li>seul le nouveau contact sert, pour les codes comme pour le courrier ;</li>
          <li>
            si la demande est commune, elle est séparée : la personne protégée garde l’ancienneté (article
            L441-1) et l’autre ne voit plus rien de ses souhaits ni de ses visites ;
          </li>
          <li>partout, le motif se lit « situation prioritaire (L441-1) ». Il ne vous est pas demandé.</li>
        </ul>
      </section>
      <form method="post" class="card" action={`${props.filePath}/protection`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <h2>Nouveau contact</h2>
        <p class="prose">Un seul suffit. Demandez à la personne ce qui est sûr pour elle.</p>
        <Field {...props} name="email" label="Adresse électronique" type="email" />
        <Field {...props} name="telephone" label="Téléphone" type="tel" />
        <Field {...props} name="adresse" label="Adresse postale (domiciliation possible)" type="text" />
        <Field {...props} name="commune" label="Code postal et commune" type="text" />
        {props.household.persons.length < 2 ? null : <Split {...props} />}
        <button type="submit" class="strong">
          Protéger maintenant
        </button>
      </form>
    </>
  );
}

function Split(props: ProtectionPageProps): JSX.Element {
  const chosen = props.typed.personnes ?? [];
  return (
    <fieldset>
      <legend>Séparer la demande : qui part avec la personne protégée ?</legend>
      <p class="prose">Ne cochez personne si la demande reste entière.</p>
      {props.household.persons.map((person, index) => (
        <p key={`${person.bornOn} ${person.role}`}>
          <label>
            <input type="checkbox" name="personnes" value={index} checked={chosen.includes(String(index))} />{' '}
            {roleWords[person.role]}, {ageOn(person.bornOn, props.today)} ans
          </label>
        </p>
      ))}
      <Field {...props} name="nom" label="Nom sous lequel la nouvelle demande est tenue" type="text" />
      <Field
        {...props}
        name="numero"
        label="Numéro unique de la nouvelle demande, si elle est déjà enregistrée"
        type="text"
      />
    </fieldset>
  );
}

function Field(
  props: ProtectionPageProps & { name: string; label: string; type: 'text' | 'email' | 'tel' },
): JSX.Element {
  const value = props.typed[props.name];
  return (
    <div class="field narrow">
      <label for={props.name}>{props.label}</label>
      <input
        id={props.name}
        name={props.name}
        type="text"
        inputMode={props.type}
        autocomplete="off"
        value={typeof value === 'string' ? value : ''}
      />
    </div>
  );
}

function Protected(props: ProtectionPageProps & { since: string }): JSX.Element {
  return (
    <>
      {props.emergencies === null ? null : (
        <section class="card" aria-labelledby="urgence">
          <h2 id="urgence">Reloger en 48 heures</h2>
          <p class="prose">
            La commission peut se réunir en urgence. La séance ne dit ni pour qui, ni pourquoi : vous y
            inscrivez ensuite le logement et le numéro unique, comme pour toute séance.
          </p>
          <EmergencyForm choices={props.emergencies} csrfToken={props.frame.csrfToken} />
        </section>
      )}
      <EndOfProtection {...props} />
    </>
  );
}

function EndOfProtection(props: ProtectionPageProps & { since: string }): JSX.Element {
  return (
    <section class="card">
      <p class="prose">Ce dossier est protégé depuis le {props.since}.</p>
      <form method="post" action={`${props.filePath}/protection/fin`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <div class="field narrow">
          <label for="motif">Pourquoi la protection prend fin (sans raconter la situation)</label>
          <input id="motif" name="motif" required minlength={5} maxlength={200} autocomplete="off" />
        </div>
        <button type="submit">Mettre fin à la protection</button>
      </form>
    </section>
  );
}
