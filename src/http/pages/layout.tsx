/** The frame of every page: where one is, what can be reached, and in the demonstration, that it is one. */
import type { ComponentChildren, JSX } from 'preact';
import { assetUrl } from '../assets.ts';

type MenuLink = { href: string; label: string };

export type PageFrame = {
  /** What the space is called, where one is signed in. */
  user: { name: string; role: string } | null;
  /** Anti-forgery token of the session, for every form. */
  csrfToken: string;
  /** "21 novembre 2026" where the demonstration's fixed date is used; null otherwise. */
  demonstrationDate: string | null;
  links: readonly MenuLink[];
  /** Folded under one word; none where the menu is short. */
  moreLinks: readonly MenuLink[];
  /** Path of this page, to mark its link. */
  path: string;
  /** A form typed before the sign-in expired waits to be sent again. */
  pendingForm: boolean;
  /**
   * On the portal: larger type and targets, and who the open file is for; null where no file is open. Absent in the
   * rooms of those who work.
   */
  portal?: { openedFor: string | null };
};

export type Crumb = { href: string; label: string };

export function Layout(props: {
  frame: PageFrame;
  title: string;
  crumbs?: readonly Crumb[];
  children: ComponentChildren;
}): JSX.Element {
  const { frame } = props;
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${props.title} · parcours`}</title>
        <link rel="stylesheet" href={assetUrl('parcours.css')} />
        <link rel="stylesheet" href={assetUrl('charts.css')} />
        {frame.portal && <link rel="stylesheet" href={assetUrl('portal.css')} />}
        <link rel="icon" href="data:," />
        {frame.user && <script src={assetUrl('drafts.js')} defer />}
        {frame.user && <script src={assetUrl('keys.js')} defer />}
        {frame.user && <script src={assetUrl('progress.js')} defer />}
      </head>
      <body class={frame.portal ? 'portal' : undefined}>
        <a class="skip" href="#contenu">
          Aller au contenu
        </a>
        <header class="masthead">
          <Demonstration date={frame.demonstrationDate} />
          <div class="masthead-line">
            <a class="brand" href="/">
              parcours
            </a>
            <Menu frame={frame} />
            {frame.portal ? <FileCorner frame={frame} /> : <UserCorner frame={frame} />}
          </div>
        </header>
        <main id="contenu">
          {frame.pendingForm && frame.path !== '/saisie' && (
            <p class="alert" role="status">
              Une saisie vous attend : elle n’a pas été perdue. <a href="/saisie">La voir et la renvoyer</a>
            </p>
          )}
          <Crumbs crumbs={props.crumbs ?? []} />
          {props.children}
        </main>
        <footer class="foot">
          <p>
            parcours propose, la commission d’attribution décide.{' '}
            <a href="/regles">Les règles du calcul sont publiques.</a>
          </p>
          <p>
            <a href="/accessibilite">Accessibilité : non conforme</a>{' '}
            <a href="/facile-a-lire">Facile à lire</a> <a href="/vos-donnees">Vos données</a>
          </p>
        </footer>
      </body>
    </html>
  );
}

/** Said on every page of the demonstration, inside a landmark as all that is said. */
function Demonstration({ date }: { date: string | null }): JSX.Element | null {
  if (date === null) return null;
  return <p class="notice">Démonstration : ménages et adresses inventés, date fixée au {date}.</p>;
}

function Menu({ frame }: { frame: PageFrame }): JSX.Element {
  const here = placeOf(frame);
  const folded = frame.moreLinks.find(({ href }) => href === here);
  const item = (link: MenuLink) => (
    <li key={link.href}>
      <a href={link.href} aria-current={link.href === here ? 'page' : undefined}>
        {link.label}
      </a>
    </li>
  );
  return (
    <nav aria-label="Principale">
      <ul>
        {frame.links.map(item)}
        {frame.moreLinks.length === 0 ? null : (
          <li>
            <details class="more">
              <summary>
                {folded ? (
                  <strong>
                    Plus<span class="visually-hidden"> : {folded.label}</span>
                  </strong>
                ) : (
                  'Plus'
                )}
              </summary>
              <ul>{frame.moreLinks.map(item)}</ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
}

function UserCorner({ frame }: { frame: PageFrame }): JSX.Element {
  if (!frame.user)
    return (
      <a class="button" href="/connexion">
        Se connecter
      </a>
    );
  return (
    <form method="post" action="/deconnexion" class="gesture corner">
      <span class="who">
        <a href="/compte/securite" title="Ma sécurité">
          {frame.user.name}
        </a>{' '}
        <span class="quiet small">({frame.user.role})</span>
      </span>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <button type="submit">Se déconnecter</button>
    </form>
  );
}

/** Who the open file is for, and the way to close it: telephones and library computers are shared. */
function FileCorner({ frame }: { frame: PageFrame }): JSX.Element {
  const openedFor = frame.portal?.openedFor ?? null;
  if (openedFor === null)
    return (
      <a class="button" href="/demandeur/acces">
        Ouvrir mon dossier
      </a>
    );
  return (
    <form method="post" action="/demandeur/quitter" class="gesture corner">
      <span class="who">{openedFor}</span>
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <button type="submit">Fermer mon dossier</button>
    </form>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }): JSX.Element | null {
  if (crumbs.length === 0) return null;
  return (
    <nav class="crumbs" aria-label="Fil d’Ariane">
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.href}>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The link that leads nearest to this page: /agent/logements rather than /agent for a home. */
function placeOf({ links, moreLinks, path }: PageFrame): string | undefined {
  return [...links, ...moreLinks]
    .map(({ href }) => href)
    .filter((href) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
