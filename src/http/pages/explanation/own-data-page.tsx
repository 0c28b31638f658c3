/** "Mes données": everything kept on the household, part by part. */
import type { JSX } from 'preact';
import { type DataPart, ownDataRights } from '../../../portal/own-data/own-data-parts.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export function OwnDataPage(props: { frame: PageFrame; parts: readonly DataPart[] }): JSX.Element {
  return (
    <Layout frame={props.frame} title="Mes données" crumbs={[{ href: '/demandeur', label: 'Ma demande' }]}>
      <h1>Mes données</h1>
      <p class="lead prose">
        Tout ce que nous gardons sur votre dossier. Chaque copie est notée dans le journal de votre dossier.
      </p>
      <p class="no-print">
        <a href="/demandeur/mes-donnees.pdf">En lettre (PDF)</a>
        {' · '}
        <a href="/demandeur/mes-donnees.json" download>
          En fichier (JSON)
        </a>
        {' · '}
        <a href="/demandeur/mes-donnees.csv" download>
          En tableau (CSV)
        </a>
        {' · '}
        <a href="/demandeur/consultations">Qui a vu mon dossier</a>
      </p>
      {props.parts.map(({ title, source, lines }) => (
        <section key={title} class="card prose">
          <h2>{title}</h2>
          <p class="quiet">{`D’où cela vient : ${source}.`}</p>
          {lines.length === 0 ? (
            <p>Rien n’est gardé ici.</p>
          ) : (
            <ul class="own-data">
              {lines.map((line, index) => (
                <li key={index.toString()}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <section class="card prose">
        <h2>Vos droits</h2>
        <ul>
          {ownDataRights.map((right) => (
            <li key={right}>{right}</li>
          ))}
        </ul>
        <p>
          <a href="/demandeur/corriger">Faire corriger une donnée</a>
        </p>
      </section>
    </Layout>
  );
}
