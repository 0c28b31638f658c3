/** "Pourquoi pas ?": a sentence, then the rules passed and failed, each with its article and datum (look, scene 2). */
import type { JSX } from 'preact';
import type { WhyNot } from '../../matching/run-result.ts';
import type { RunView } from '../../views/run-view.ts';
import { homeTitle } from '../../views/run-view.ts';
import { whyNotQuestion, whyNotSentence } from '../../views/why-not-words.ts';
import { changeInWords, reasonInWords } from '../../wording/index.ts';
import { Layout, type PageFrame } from './layout.tsx';
import { type RunHeading, runCrumbs } from './run-heading.ts';

const verdictTags = {
  yes: <span class="tag tag-good">Oui</span>,
  no: <span class="tag tag-bad">Non</span>,
  unknown: <span class="tag tag-warn">Inconnu</span>,
};

export function WhyNotPage(props: {
  frame: PageFrame;
  heading: RunHeading;
  view: RunView;
  vacancyId: string;
  number: string;
  /** Null before a number is given. */
  answer: WhyNot | null;
}): JSX.Element {
  const { heading } = props;
  return (
    <Layout frame={props.frame} title="Pourquoi pas ?" crumbs={runCrumbs(heading)}>
      <h1>Pourquoi pas ce ménage pour ce logement ?</h1>
      <form class="card narrow" method="post" action={`${heading.path}/pourquoi-pas`}>
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <div class="field">
          <label for="logement">Logement</label>
          <select id="logement" name="logement">
            {props.view.homes.map((other) => (
              <option
                key={other.vacancy.id}
                value={other.vacancy.id}
                selected={other.vacancy.id === props.vacancyId}
              >
                {`${homeTitle(other)}, ${other.home.address.split(',')[0]} (${other.vacancy.id})`}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="numero">Numéro unique de la demande (18 caractères)</label>
          <input id="numero" name="numero" required maxlength={40} value={props.number} autocomplete="off" />
        </div>
        <button type="submit" class="strong">
          Demander
        </button>
      </form>
      {props.answer === null ? null : <Answer {...props} answer={props.answer} />}
    </Layout>
  );
}

function Answer(props: {
  heading: RunHeading;
  view: RunView;
  vacancyId: string;
  answer: WhyNot;
}): JSX.Element {
  const { answer, heading, vacancyId } = props;
  const place = props.view.homes.find(({ vacancy }) => vacancy.id === vacancyId);
  const steps = answer.wouldChange ?? [];
  return (
    <section class="card prose" aria-labelledby="reponse">
      <h2 id="reponse">{`Demande ${answer.number}, ${place ? homeTitle(place) : vacancyId}`}</h2>
      <p class="lead">
        <strong>{whyNotSentence(answer, props.view.homeTitles)}</strong>
      </p>
      <ol class="checks">
        {answer.checks.map((check) => (
          <li key={check.step}>
            <strong>{whyNotQuestion(check.step)}</strong> {verdictTags[check.verdict]}
            <ul>
              {check.reasons.map((reason) => (
                <li key={`${reason.rule} ${reason.code}`}>
                  {reasonInWords(reason)}{' '}
                  <span class="small quiet">{`(${reason.article}, règle ${reason.rule})`}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {steps.length === 0 ? null : (
        <>
          <h3>Ce qui pourrait changer la réponse</h3>
          <ul>
            {steps.map((step) => (
              <li key={step.code}>{changeInWords(step)}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={`${heading.path}/logements/${vacancyId}`}>Revoir la liste de ce logement</a>
      </p>
    </section>
  );
}
