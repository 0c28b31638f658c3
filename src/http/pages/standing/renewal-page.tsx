/** "Renouveler ma demande": each datum confirmed or changed, one button, and by when the answer comes. */
import type { JSX } from 'preact';
import type { ReviewCase } from '../../../committee/cases/case.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { unreachable } from '../../../kernel/result.ts';
import type { RenewalAnswer, RenewalRefusal, RenewedDatum } from '../../../portal/standing/renewal.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type RenewalPageProps = {
  frame: PageFrame;
  today: CivilDate;
  formKey: string;
  data: readonly RenewedDatum[];
  answers: readonly RenewalAnswer[];
  /** Last day of validity; null where its figure is not loaded. */
  until: CivilDate | null;
  /** The renewal that was asked and has no answer yet. */
  asked: ReviewCase | null;
  mayAct: boolean;
  refusal: RenewalRefusal | null;
};

export function RenewalPage(props: RenewalPageProps): JSX.Element {
  const { frame, asked, mayAct } = props;
  return (
    <Layout
      frame={frame}
      title="Renouveler ma demande"
      crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}
    >
      <h1>Renouveler ma demande</h1>
      <Validity {...props} />
      {asked === null ? null : <Asked {...props} asked={asked} />}
      {asked !== null ? null : mayAct ? (
        <RenewalForm {...props} />
      ) : (
        <p>Votre mandat permet de lire, pas de renouveler.</p>
      )}
    </Layout>
  );
}

function Validity({ until, today }: RenewalPageProps): JSX.Element | null {
  if (until === null) return null;
  const day = frenchLongDate(until);
  return (
    <p class="lead prose">
      {until < today
        ? `Votre demande était valable jusqu’au ${day}. Renouvelez-la aujourd’hui : nous vous dirons si vous gardez votre ancienneté.`
        : `Votre demande est valable jusqu’au ${day}. Renouvelée avant, elle garde son ancienneté pour un an de plus. C’est gratuit.`}
    </p>
  );
}

function Asked({ asked, until }: RenewalPageProps & { asked: ReviewCase }): JSX.Element {
  return (
    <section class="card next" role="status">
      <h2>{`C’est demandé, depuis le ${frenchLongDate(asked.receivedOn)}`}</h2>
      <p>
        {`Une personne l’inscrit au registre national des demandes et vous répond au plus tard le ${frenchLongDate(asked.dueOn)}. Vous n’avez rien d’autre à faire.`}
      </p>
      {until !== null && until < asked.dueOn ? (
        <p>
          <strong>{`Votre demande finit avant ce jour, le ${frenchLongDate(until)}.`}</strong> Pour être sûr,
          renouvelez-la aussi vous-même sur demande-logement-social.gouv.fr, ou appelez-nous.
        </p>
      ) : null}
      <p>
        <a href="/demandeur/suivi">Suivre ma demande</a>
      </p>
    </section>
  );
}

function RenewalForm(props: RenewalPageProps): JSX.Element {
  const { frame, data, answers, refusal } = props;
  return (
    <form method="post" action="/demandeur/renouveler">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="_key" value={props.formKey} />
      <p class="prose">
        Pour chaque ligne, dites si c’est encore vrai. Si une chose a changé, écrivez ce qui est vrai
        aujourd’hui.
      </p>
      {refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {refusalWords(refusal, data)}
        </p>
      )}
      {data.map((datum) => (
        <Datum
          key={datum.code}
          datum={datum}
          answer={answers.find(({ code }) => code === datum.code) ?? null}
        />
      ))}
      <p>
        Votre adresse, votre courriel ou votre téléphone a changé ?{' '}
        <a href="/demandeur/preferences">Changez-les ici</a>. Un document à envoyer ?{' '}
        <a href="/demandeur/documents">Envoyez-le</a> : il n’est jamais demandé deux fois.
      </p>
      <p class="quiet">Ne racontez pas votre santé ni ce que vous avez subi : ce n’est pas nécessaire.</p>
      <button type="submit" class="strong">
        Renouveler ma demande
      </button>
    </form>
  );
}

function Datum({ datum, answer }: { datum: RenewedDatum; answer: RenewalAnswer | null }): JSX.Element {
  const { code, label, value } = datum;
  return (
    <fieldset class="card">
      <legend>{label}</legend>
      <p>
        Dans votre dossier : <strong>{value}</strong>.
      </p>
      <label class="tick">
        <input type="radio" name={code} value="same" required checked={answer?.said === 'same'} />
        {' C’est toujours vrai'}
      </label>
      <label class="tick">
        <input type="radio" name={code} value="changed" checked={answer?.said === 'changed'} />
        {' Cela a changé'}
      </label>
      <label for={`${code}-mots`}>Si cela a changé : ce qui est vrai aujourd’hui</label>
      <textarea id={`${code}-mots`} name={`${code}_mots`} rows={2} maxlength={600}>
        {answer?.words ?? ''}
      </textarea>
    </fieldset>
  );
}

function refusalWords(refusal: RenewalRefusal, data: readonly RenewedDatum[]): string {
  const named = (codes: readonly string[]) =>
    data
      .filter(({ code }) => codes.includes(code))
      .map(({ label }) => `« ${label} »`)
      .join(', ');
  switch (refusal.code) {
    case 'unanswered':
      return `Rien n’est envoyé. Dites si c’est encore vrai : ${named(refusal.data)}.`;
    case 'unsaid':
      return `Rien n’est envoyé. Écrivez ce qui a changé : ${named(refusal.data)}.`;
    case 'notLive':
      return 'Cette demande est terminée : elle ne peut plus être renouvelée. Faites une nouvelle demande sur demande-logement-social.gouv.fr, ou au guichet.';
    default:
      return unreachable(refusal);
  }
}
