/** A paper of data protection, to read and to print. */
import type { JSX } from 'preact';
import type { Paper, PaperBlock } from '../../../access/privacy-papers/paper.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';

export type PaperLink = { href: string; paper: Paper };

export function PapersPage({
  frame,
  papers,
}: {
  frame: PageFrame;
  papers: readonly PaperLink[];
}): JSX.Element {
  return (
    <Layout frame={frame} title="Documents de protection des données">
      <h1>Documents de protection des données</h1>
      <p class="lead prose">
        Pré-remplis avec le nom du bailleur et les durées en vigueur. Imprimez-les, complétez ce qui est entre
        crochets, faites-les valider.
      </p>
      <section class="card prose">
        <ul>
          {papers.map(({ href, paper }) => (
            <li key={href}>
              <a href={href}>{paper.title}</a>
            </li>
          ))}
          <li>
            <a href="/vos-donnees">La mention d’information que lisent les demandeurs</a>
          </li>
        </ul>
      </section>
    </Layout>
  );
}

export function PaperPage({ frame, paper }: { frame: PageFrame; paper: Paper }): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={paper.title}
      crumbs={[{ href: '/dpo/documents', label: 'Documents de protection des données' }]}
    >
      <h1>{paper.title}</h1>
      <p class="lead prose">{paper.lead}</p>
      {paper.parts.map(({ title, blocks }) => (
        <section key={title} class="card">
          <h2>{title}</h2>
          {blocks.map((block, index) => (
            <Block key={index.toString()} block={block} label={title} />
          ))}
        </section>
      ))}
    </Layout>
  );
}

function Block({ block, label }: { block: PaperBlock; label: string }): JSX.Element {
  if (block.kind === 'text') return <p class="prose">{block.text}</p>;
  if (block.kind === 'list') {
    return (
      <ul class="prose">
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  }
  return (
    <ScrollBox label={label}>
      <table class="plain">
        <thead>
          <tr>
            {block.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map(([first, ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((cell, index) => (
                <td key={index.toString()}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
