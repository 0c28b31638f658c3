/** The doors: the choice of space, and the spaces that come with later versions. */
import type { JSX } from 'preact';
import { Layout, type PageFrame } from './layout.tsx';

type Space = { href: string; title: string; text: string };

const spaces: readonly Space[] = [
  {
    href: '/agent',
    title: 'Agents d’attribution',
    text: 'Préparer une séance : les logements libérés, les listes proposées et ce qui les explique.',
  },
  {
    href: '/regles',
    title: 'Règles publiques',
    text: 'Comment une demande est cotée, comment une liste est faite, ce que pèsent les objectifs.',
  },
  { href: '/annonces', title: 'Annonces', text: 'Les logements proposés à ceux qui cherchent.' },
  { href: '/demandeur', title: 'Demandeurs et locataires', text: 'Où en est ma demande, et pourquoi.' },
  { href: '/commission', title: 'Membres de la commission', text: 'Les dossiers de la séance et les votes.' },
  {
    href: '/reservataire',
    title: 'Réservataires',
    text: 'Les logements orientés vers vous et vos désignations.',
  },
  { href: '/prefecture', title: 'Préfecture', text: 'Ménages prioritaires et mixité : les indicateurs.' },
  { href: '/admin', title: 'Administration', text: 'Paramètres de droit à vérifier, hypothèses, comptes.' },
];

export function HomePage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Accueil">
      <h1>Proposer les logements libérés, et dire pourquoi</h1>
      <p class="lead prose">
        parcours cote chaque demande pour chaque logement libéré, résout toute la séance à la fois et propose
        des listes qui s’expliquent. La commission d’attribution (CALEOL) décide.
      </p>
      <h2>Choisissez votre espace</h2>
      <ul class="choices">
        {spaces.map((space) => (
          <li key={space.href}>
            <div class="card">
              <a href={space.href}>{space.title}</a>
              <p>{space.text}</p>
            </div>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
