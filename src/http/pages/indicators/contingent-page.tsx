/** The named list of a préfecture's own contingent: its homes, the households that it designated, what became of them. */
import type { JSX } from 'preact';
import type { HolderSpace } from '../../../committee/orientation/holder-port.ts';
import { frenchCount } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Designated } from '../holder/home-card.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { homeLine } from '../orientation/orientation-words.ts';

export function ContingentPage(props: { frame: PageFrame; space: HolderSpace }): JSX.Element {
  const { holder, homes, followed } = props.space;
  const all = [...homes, ...followed];
  const designated = all.reduce((sum, home) => sum + home.designated.length, 0);
  return (
    <Layout
      frame={props.frame}
      title={`Contingent : ${holder.name}`}
      crumbs={[
        { href: '/prefecture', label: 'Indicateurs' },
        { href: '/prefecture/contingent', label: 'Contingent' },
      ]}
    >
      <h1>{holder.name}</h1>
      <p class="prose">
        {`${frenchCount(all.length, 'logement')} de vos départements, ${frenchCount(designated, 'ménage désigné', 'ménages désignés')}. Vous lisez ici vos propres désignations, jamais celles d’un autre réservataire.`}
      </p>
      <PageWords words={['holder', 'caleol', 'dalo']} />
      {all.length === 0 ? (
        <p class="card">
          Aucun logement n’est orienté vers votre contingent. Ceux qui le seront apparaîtront ici.
        </p>
      ) : null}
      {all.map((home) => (
        <section class="card" key={home.vacancy.id}>
          <h2>{homeLine(home.home)}</h2>
          <Designated holder={holder} home={home} />
        </section>
      ))}
    </Layout>
  );
}
