/** The accessibility statement (RGAA): what was checked and how, what is not, whom to write to, and the appeal. */
import type { JSX } from 'preact';
import { Layout, type PageFrame } from '../layout.tsx';

export function AccessibilityPage({ frame }: { frame: PageFrame }): JSX.Element {
  return (
    <Layout frame={frame} title="Accessibilité">
      <div class="prose">
        <h1>Déclaration d’accessibilité</h1>
        <p class="lead">
          Ce service veut être utilisable par tous : au clavier, avec une loupe ou un lecteur d’écran, sur un
          petit téléphone, sans JavaScript, et imprimé.
        </p>
        <h2>État de conformité</h2>
        <p>
          <strong>Non conforme au sens du décret du 24 juillet 2019</strong> : personne n’a encore fait
          l’audit des 106 critères du RGAA 4.1 (référentiel général d’amélioration de l’accessibilité). Sans
          audit, la loi demande d’écrire « non conforme », même quand les contrôles sont bons.
        </p>
        <h2>Ce qui est contrôlé à chaque version</h2>
        <ul>
          <li>
            Chaque page est ouverte dans un vrai navigateur et passée à l’outil axe (règles WCAG 2.2, niveaux
            A et AA) : aucune erreur n’est admise.
          </li>
          <li>
            Chaque page tient sur 320 pixels de large et à 200 % de zoom, sans défilement vers la droite.
          </li>
          <li>Les parcours se font au clavier seul, et sans JavaScript.</li>
          <li>Les documents PDF sont balisés pour les lecteurs d’écran.</li>
        </ul>
        <h2>Ce qui manque</h2>
        <ul>
          <li>L’audit par un tiers, et des essais par des personnes handicapées.</li>
          <li>
            La relecture des pages <a href="/facile-a-lire">faciles à lire</a> par des personnes concernées.
          </li>
          <li>La langue des signes.</li>
        </ul>
        <h2>Un problème sur une page ?</h2>
        <p>
          Dites-le à votre bailleur, par téléphone, par courrier ou au guichet : il vous donne la même
          information sous une autre forme. <a href="/aide">Comment le joindre</a>
        </p>
        <h2>Si vous n’avez pas de réponse</h2>
        <p>Vous pouvez saisir le Défenseur des droits :</p>
        <ul>
          <li>par téléphone : 09 69 39 00 00 (appel non surtaxé) ;</li>
          <li>
            par courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris cedex
            07.
          </li>
        </ul>
      </div>
    </Layout>
  );
}
