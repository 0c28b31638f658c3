/** Correcting a datum: what is wrong, in the household's words; a person answers by a day that the page says. */
import type { JSX } from 'preact';
import type { ReviewCase } from '../../../committee/cases/case.ts';
import { caseNames } from '../../../committee/cases/case.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { type CorrectedDatum, correctedData } from '../../../portal/answers/correction.ts';
import { Layout, type PageFrame } from '../layout.tsx';

type Props = {
  frame: PageFrame;
  formKey: string;
  /** The datum that the page one comes from was about. */
  about: CorrectedDatum | null;
  cases: readonly ReviewCase[];
  /** The last day to answer what was just asked; null: nothing was. */
  askedUntil: string | null;
  mayAct: boolean;
  answerDays: number;
};

export function CorrectionPage(props: Props): JSX.Element {
  const { frame, cases } = props;
  return (
    <Layout frame={frame} title="Corriger mon dossier" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Corriger mon dossier</h1>
      {props.askedUntil === null ? null : (
        <p class="alert good" role="status">
          {`C’est envoyé. Une personne vous répond au plus tard le ${props.askedUntil}. `}
          Vous n’avez rien d’autre à faire.
        </p>
      )}
      <p class="prose">
        Une information est fausse ou ancienne ? Dites-le ici. Une personne regarde et vous répond, avec la
        raison. Certaines informations viennent de votre demande nationale : corrigez-les aussi sur
        demande-logement-social.gouv.fr.
      </p>
      {props.mayAct ? (
        <AskForm {...props} />
      ) : (
        <p>Votre mandat permet de lire, pas de demander une correction.</p>
      )}
      <h2>Mes demandes</h2>
      {cases.length === 0 ? <p>Vous n’avez rien demandé de corriger.</p> : null}
      <ul>
        {cases.map((one) => (
          <li key={one.id}>
            <strong>{`${caseNames[one.kind]}, du ${frenchLongDate(one.receivedOn)}`}</strong>
            {' : '}
            {one.state === 'open'
              ? `réponse au plus tard le ${frenchLongDate(one.dueOn)}.`
              : `${one.upheld === true ? 'acceptée' : 'non acceptée'}${one.answeredOn === null ? '' : ` le ${frenchLongDate(one.answeredOn)}`}. ${one.answer ?? ''}`}
          </li>
        ))}
      </ul>
    </Layout>
  );
}

function AskForm({ frame, formKey, about, answerDays }: Props): JSX.Element {
  return (
    <form method="post" action="/demandeur/corriger" class="card">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={formKey} />
      <label for="sujet">Qu’est-ce qui est faux ?</label>
      <select id="sujet" name="sujet" required>
        {about === null ? <option value="">Choisissez</option> : null}
        {correctedData.map(({ code, label }) => (
          <option key={code} value={code} selected={code === about}>
            {label}
          </option>
        ))}
      </select>
      <label for="texte">Que faut-il écrire à la place ?</label>
      <p class="quiet" id="texte-aide">
        Ne racontez pas votre santé ni ce que vous avez subi : ce n’est pas nécessaire.
      </p>
      <textarea id="texte" name="texte" rows={5} maxlength={2000} required aria-describedby="texte-aide" />
      <button type="submit" class="strong">
        Demander la correction
      </button>
      <p class="quiet">{`Réponse sous ${answerDays} jours.`}</p>
    </form>
  );
}
