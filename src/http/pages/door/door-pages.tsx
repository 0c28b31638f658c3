/** The door of a file: the number, the code, and the ways for who has neither e-mail nor telephone. */
import type { ComponentChildren, JSX } from 'preact';
import { codeMinutes, letterCodeDays, triesPerCode } from '../../../portal/access/one-time-code.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { CodeField } from './code-field.tsx';

type DoorProps = { frame: PageFrame; problem: string | null };

function Door(props: DoorProps & { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <Layout frame={props.frame} title={props.title}>
      <div class="prose">
        <h1>{props.title}</h1>
        {props.problem === null ? null : (
          <p class="alert alert-bad" role="alert">
            {props.problem}
          </p>
        )}
        {props.children}
      </div>
    </Layout>
  );
}

function Token({ frame }: { frame: PageFrame }): JSX.Element {
  return <input type="hidden" name="_csrf" value={frame.csrfToken} />;
}

/** Asks for the number alone; what it opens is not said before the code. */
export function NumberPage(
  props: DoorProps & { toward: string | null; demo: boolean; franceConnect: boolean },
): JSX.Element {
  const { frame, toward } = props;
  return (
    <Door {...props} title="Ouvrir mon dossier">
      <p class="lead">
        Donnez votre numéro. Nous envoyons un code à l’adresse électronique ou au téléphone de votre dossier.
      </p>
      <form method="post" action="/demandeur/acces" class="card">
        <Token frame={frame} />
        {toward === null ? null : <input type="hidden" name="vers" value={toward} />}
        <div class="field">
          <label for="numero">Votre numéro unique, ou la référence de votre bail</label>
          <p class="quiet" id="numero-aide">
            Le numéro unique a 18 caractères. Il est sur votre attestation de demande. Si vous êtes locataire,
            la référence du bail est sur votre avis d’échéance.
          </p>
          <input
            id="numero"
            name="numero"
            required
            maxlength={60}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-describedby="numero-aide"
          />
        </div>
        <details>
          <summary>J’aide quelqu’un, avec un mandat</summary>
          <div class="field">
            <label for="contact">Votre adresse électronique ou votre téléphone mobile</label>
            <p class="quiet" id="contact-aide">
              Celui qui est écrit sur le mandat. Le code arrive chez vous.
            </p>
            <input id="contact" name="contact" maxlength={320} aria-describedby="contact-aide" />
          </div>
        </details>
        <button type="submit" class="strong">
          Recevoir un code
        </button>
      </form>
      {props.franceConnect ? <FranceConnect toward={toward} /> : null}
      <p>
        <a href="/demandeur/acces/courrier">J’ai reçu un code par courrier</a>
      </p>
      <WithoutScreen />
      <p>
        Votre numéro et vos données servent à instruire votre demande. Qui les lit, combien de temps, vos
        droits : <a href="/vos-donnees">Vos données</a>.
      </p>
      {props.demo ? (
        <p class="quiet">
          Démonstration : rien n’est envoyé, les messages sont des fichiers du dossier « outbox » des données.
          Pour entrer sans code : <a href="/connexion?vers=/demandeur">se connecter</a> avec
          locataire@demo.example.
        </p>
      ) : null}
    </Door>
  );
}

function FranceConnect({ toward }: { toward: string | null }): JSX.Element {
  const query = toward === null ? '' : `?vers=${encodeURIComponent(toward)}`;
  return (
    <section aria-labelledby="franceconnect">
      <h2 id="franceconnect">Sans code</h2>
      <p>Vous avez fait la demande à votre nom ? FranceConnect peut confirmer que c’est vous.</p>
      <p>
        <a class="button" href={`/demandeur/acces/franceconnect${query}`}>
          S’identifier avec FranceConnect
        </a>
      </p>
    </section>
  );
}

/** Says neither whether a file exists nor why it stays shut: somebody else may have the same name. */
export function NoFilePage({ frame, endHref }: { frame: PageFrame; endHref: string | null }): JSX.Element {
  return (
    <Door frame={frame} problem={null} title="Un code est nécessaire">
      <p class="lead">
        Votre identité est confirmée, mais elle ne suffit pas à ouvrir un dossier ici. C’est le cas si le nom
        ou la date de naissance y est écrit autrement, si la demande est à un autre nom, ou si le bailleur
        n’ouvre les dossiers que par un code.
      </p>
      <ul>
        <li>
          <a href="/demandeur/acces">Recevoir un code avec mon numéro</a>
        </li>
        {endHref === null ? null : (
          <li>
            <a href={endHref}>Se déconnecter de FranceConnect</a>
          </li>
        )}
      </ul>
      <WithoutScreen />
    </Door>
  );
}

/** The same page whether or not a file has the number, and whether or not a message left. */
export function CodePage(props: DoorProps): JSX.Element {
  const { frame } = props;
  return (
    <Door {...props} title="Entrer le code">
      <p class="lead">
        Si ce numéro est celui d’un dossier, un code de 8 chiffres part vers son adresse électronique ou son
        téléphone mobile. Il peut mettre une minute à arriver.
      </p>
      <form method="post" action="/demandeur/acces/code" class="card">
        <Token frame={frame} />
        <CodeField
          label="Le code de 8 chiffres"
          hint={`Il sert une seule fois, pendant ${codeMinutes} minutes. Vous avez ${triesPerCode} essais. Vous pouvez le coller.`}
        />
        <button type="submit" class="strong">
          Ouvrir le dossier
        </button>
      </form>
      <h2>Rien n’arrive ?</h2>
      <ul>
        <li>Regardez dans les courriers indésirables.</li>
        <li>
          <a href="/demandeur/acces">Vérifiez le numéro et demandez un autre code</a>.
        </li>
        <li>
          Votre dossier n’a peut-être ni adresse électronique ni téléphone mobile. Vous pouvez demander un
          code par courrier.
        </li>
      </ul>
      <form method="post" action="/demandeur/acces/courrier/demande">
        <Token frame={frame} />
        <button type="submit">Recevoir un code par courrier</button>
      </form>
      <WithoutScreen />
    </Door>
  );
}

/** The code of a letter opens from anywhere, so the number is asked again. */
export function LetterCodePage(props: DoorProps & { asked: boolean }): JSX.Element {
  return (
    <Door {...props} title="Code reçu par courrier">
      {props.asked ? (
        <p class="alert" role="status">
          Si ce numéro est celui d’un dossier, une lettre part à son adresse postale. Comptez quelques jours.
          Une seule lettre est envoyée à la fois.
        </p>
      ) : null}
      <form method="post" action="/demandeur/acces/courrier" class="card">
        <Token frame={props.frame} />
        <div class="field">
          <label for="numero">Votre numéro unique, ou la référence de votre bail</label>
          <input id="numero" name="numero" required maxlength={60} autocomplete="off" spellcheck={false} />
        </div>
        <CodeField
          label="Le code de 8 chiffres de la lettre"
          hint={`Il sert une seule fois, pendant ${letterCodeDays} jours. Vous avez ${triesPerCode} essais.`}
        />
        <button type="submit" class="strong">
          Ouvrir le dossier
        </button>
      </form>
      <WithoutScreen />
    </Door>
  );
}

/** Several landlords know the household: one chooses after the code, never before. */
export function ChoicePage(props: DoorProps & { landlords: readonly string[] }): JSX.Element {
  return (
    <Door {...props} title="Quel dossier ouvrir ?">
      <p class="lead">
        Plusieurs bailleurs connaissent votre demande. Choisissez celui que vous voulez voir.
      </p>
      {props.landlords.map((name, index) => (
        <form method="post" action="/demandeur/acces/choix" key={name}>
          <Token frame={props.frame} />
          <input type="hidden" name="choix" value={String(index)} />
          <p>
            <button type="submit">{name}</button>
          </p>
        </form>
      ))}
    </Door>
  );
}

export function ClosedPage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Door frame={frame} problem={null} title="Votre dossier est fermé">
      <p class="lead">Personne ne peut plus le lire sur cet appareil sans un nouveau code.</p>
      <ul>
        <li>
          <a href="/annonces">Voir les annonces</a>
        </li>
        <li>
          <a href="/demandeur/acces">Ouvrir mon dossier</a>
        </li>
      </ul>
    </Door>
  );
}

function WithoutScreen(): JSX.Element {
  return (
    <section aria-labelledby="sans-internet">
      <h2 id="sans-internet">Sans téléphone, sans internet</h2>
      <p>
        Venez au guichet avec une pièce d’identité, ou téléphonez. Un agent vous montre votre dossier et note
        vos souhaits. <a href="/aide">Nos adresses et nos horaires</a>
      </p>
    </section>
  );
}
