/** Past versions of the public rules, and what each changed, in words. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchLongDate } from '../../../kernel/french.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type RuleVersions = {
  landlordId: string;
  landlordName: string;
  /** Newest first; `changes` null for the first, which changed nothing before it. */
  versions: readonly { day: CivilDate; changes: readonly string[] | null }[];
};

export function RuleVersionsPage(props: {
  frame: PageFrame;
  landlords: readonly RuleVersions[];
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Versions des règles"
      crumbs={[{ href: '/regles', label: 'Règles publiques' }]}
    >
      <h1>Versions des règles</h1>
      <p class="lead prose">
        Une liste se lit avec les règles de son jour. Voici chaque jour où elles ont changé, et ce qui a
        changé.
      </p>
      {props.landlords.map(({ landlordId, landlordName, versions }) => (
        <section key={landlordId} class="card prose">
          <h2>{landlordName}</h2>
          {versions.length === 0 ? <p>Aucune règle n’est encore publiée.</p> : null}
          {versions.map(({ day, changes }) => (
            <section key={day}>
              <h3>
                <a href={`/regles?le=${day}`}>{`Depuis le ${frenchLongDate(day)}`}</a>
              </h3>
              {changes === null ? (
                <p>Première version publiée ici.</p>
              ) : changes.length === 0 ? (
                <p>Rien de ce qui compte pour une liste n’a changé.</p>
              ) : (
                <ul>
                  {changes.map((change) => (
                    <li key={change}>{change}</li>
                  ))}
                </ul>
              )}
            </section>
          ))}
        </section>
      ))}
      <form method="get" action="/regles" class="card">
        <label for="le">Lire les règles d’un jour</label>
        <input id="le" name="le" type="date" required />
        <button type="submit">Lire</button>
      </form>
    </Layout>
  );
}
