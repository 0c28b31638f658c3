/** What was verified, in two sentences that promise no more than the check shows. */
import type { JSX } from 'preact';
import type { RunResult } from '../matching/run-result.ts';
import { certificateSentence, fairnessSentence } from '../wording/run-sentences.ts';

export function CertificateView(props: { result: RunResult; moreHref?: string }): JSX.Element {
  const { check } = props.result;
  if (!check.holds) {
    return (
      <div class="alert alert-bad" role="alert">
        <p>
          <strong>{certificateSentence(props.result)}</strong>
        </p>
        <ul>
          {check.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div class="proof">
      <p>{certificateSentence(props.result)}</p>
      <p>
        <strong>{fairnessSentence(props.result)}</strong> Nul n’a moins de chances qu’un ménage qui a moins de
        points que lui, parmi ceux comparés pour un même logement.{' '}
        {props.moreHref ? <a href={props.moreHref}>Ce que cela veut dire</a> : null}
      </p>
    </div>
  );
}
