/** "Pourquoi pas ?": a sentence, then the rules passed and failed, each with its article and datum (look, scene 2). */
import type { JSX } from 'preact';
import type { WhyNot } from '../../matching/run-result.ts';
import type { RunView } from '../../views/run-view.ts';
import { homeTitle } from '../../views/run-view.ts';
import { whyNotQuestion, whyNotSentence } from '../../views/why-not-words.ts';
import { reasonInWords } from '../../wording/index.ts';
import { Layout, type PageFrame } from './layout.tsx';

const verdictTags = {
  yes: <span class="tag tag-good">Oui</span>,
  no: <span class="tag tag-bad">Non</span>,
  unknown: <span class="tag tag-warn">Inconnu</span>,
};

export function WhyNotPage(props: {
  frame: PageFrame;
  runId: string;
  runTitle: string;
  view: RunView;
  vacancyId: string;
  number: string;
  /** Null before a number is given. */
  answer: WhyNot | null;
}): JSX.Element {
  const runPath = `/agent/calculs/${props.runId}`;
  const place = props.view.homes.find(({ vacancy }) => vacancy.id === props.vacancyId);
  return (
    <Layout
      frame={props.frame}
      title="Pourquoi pas ?"
      crumbs={[
        { href: '/agent', label: 'Calculs' },
        { href: runPath, label: props.runTitle },
      ]}
    >
      <h1>Pourquoi pas ce ménage pour ce logement ?</h1>
      <form class="card narrow" method="post" action={`${runPath}/pourquoi-pas`}>
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
                {`${homeTitle(other)} (${other.vacancy.id})`}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="numero">Numéro unique de la demande</label>
          <input id="numero" name="numero" required value={props.number} autocomplete="off" />
        </div>
        <button type="submit" class="strong">
          Demander
        </button>
      </form>
      {props.answer === null ? null : (
        <section class="card prose">
          <h2>{place ? homeTitle(place) : props.vacancyId}</h2>
          <p class="lead">{whyNotSentence(props.answer, props.view.homeTitles)}</p>
          <ol class="checks">
            {props.answer.checks.map((check) => (
              <li key={check.step}>
                <strong>{whyNotQuestion(check.step)}</strong> {verdictTags[check.verdict]}
                <ul>
                  {check.reasons.map((reason) => (
                    <li key={`${reason.rule} ${reason.code}`}>
                      {reasonInWords(reason)}{' '}
                      <span class="small quiet">
                        ({reason.rule}, {reason.article})
                      </span>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Layout>
  );
}
