/** The pages in easy French: their list, and each of them. */
import type { JSX } from 'preact';
import { type EasyPage, easyPages } from '../../../portal/help/easy-pages.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { EasyPictureOf } from './easy-picture.tsx';

/** Easy pages that show what is true today, beside the texts. */
const livePages = [
  { href: '/facile-a-lire/annonces', title: 'Les logements à louer aujourd’hui', picture: 'home' },
  { href: '/facile-a-lire/ma-demande', title: 'Ma demande : où elle en est', picture: 'letter' },
] as const;

export function EasyListPage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Facile à lire">
      <div class="easy">
        <h1>Facile à lire</h1>
        <p>Ces pages ont des phrases courtes.</p>
        <p>Choisissez ce que vous voulez savoir.</p>
        <ul class="choices">
          {livePages.map(({ href, title, picture }) => (
            <li key={href}>
              <div class="card">
                <EasyPictureOf picture={picture} />
                <a href={href}>{title}</a>
              </div>
            </li>
          ))}
          {easyPages.map((page) => (
            <li key={page.slug}>
              <div class="card">
                {page.ideas[0] && <EasyPictureOf picture={page.ideas[0].picture} />}
                <a href={`/facile-a-lire/${page.slug}`}>{page.title}</a>
              </div>
            </li>
          ))}
        </ul>
        <HowWritten />
      </div>
    </Layout>
  );
}

export function EasyTextPage({ frame, page }: { frame: PageFrame; page: EasyPage }): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={`${page.title}, facile à lire`}
      crumbs={[{ href: '/facile-a-lire', label: 'Facile à lire' }]}
    >
      <div class="easy">
        <h1>{page.title}</h1>
        {page.ideas.map((idea) => (
          <section key={idea.title} class="easy-idea">
            <EasyPictureOf picture={idea.picture} />
            <div>
              <h2>{idea.title}</h2>
              {idea.sentences.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </div>
          </section>
        ))}
        <p>
          <a class="button strong" href={page.next.href}>
            {page.next.label}
          </a>
        </p>
      </div>
    </Layout>
  );
}

function HowWritten(): JSX.Element {
  return (
    <p class="quiet small">
      Textes écrits selon les règles européennes du « facile à lire et à comprendre » (FALC). Des personnes
      concernées ne les ont pas encore relus.
    </p>
  );
}
