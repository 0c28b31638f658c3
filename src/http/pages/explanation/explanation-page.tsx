/** "Mon explication": the calculation's part in each decision, in plain French. */
import type { JSX } from 'preact';
import { frenchLongDate } from '../../../kernel/french.ts';
import type { ExplainedDecision } from '../../../portal/explanation/explanation.ts';
import { explanationParts } from '../../../portal/explanation/explanation-words.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export function ExplanationPage(props: {
  frame: PageFrame;
  decisions: readonly ExplainedDecision[];
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Comment ma demande a été examinée"
      crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}
    >
      <h1>Comment ma demande a été examinée</h1>
      <p class="lead prose">
        Un calcul aide la commission d’attribution (CALEOL). Voici ce qu’il a fait dans chaque décision qui
        vous concerne, avec vos données et vos points. Des personnes décident.
      </p>
      <PageWords words={['caleol', 'dalo', 'rank']} />
      {props.decisions.length === 0 ? (
        <p class="card prose">
          Aucune décision ne vous a encore été annoncée. Dès qu’elle l’est, son explication se lit ici. En
          attendant : <a href="/demandeur/points">mes points du jour</a> et <a href="/regles">les règles</a>.
        </p>
      ) : null}
      {props.decisions.map((decision) => (
        <Decision key={decision.id} decision={decision} />
      ))}
      <p>
        <a href="/demandeur/mes-donnees">Recevoir toutes mes données</a>
      </p>
    </Layout>
  );
}

function Decision({ decision }: { decision: ExplainedDecision }): JSX.Element {
  return (
    <section class="card prose">
      <h2>{`${decision.home}, ${frenchLongDate(decision.heldOn)}`}</h2>
      {explanationParts(decision).map(({ title, sentences, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {lines.length === 0 ? null : (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <p class="no-print">
        <a href={`/demandeur/explication/${decision.id}.pdf`}>En lettre (PDF)</a>
        {' · '}
        <a href="/demandeur/corriger">Corriger une donnée, ou demander un nouvel examen</a>
      </p>
    </section>
  );
}
