/** Cards of data protection (law §12). */
import { computed, DESIGN, FROM_MEMORY, readOnly } from './card.ts';

export const protectionCards = [
  readOnly(
    'D-01',
    null,
    'CCH R441-2-6, L313-26-2 ; décret n° 2017-917',
    'Données du SNE réservées à l’attribution et aux agents habilités',
    'Ne calcule rien : droits d’accès.',
  ),
  computed(
    'D-02',
    '2017-05-08',
    'Décret n° 2017-917 art. 4',
    'Conservation : un an après la radiation',
    `${FROM_MEMORY} : les durées de référence actuelles de la CNIL.`,
  ),
  readOnly(
    'D-03',
    '2017-05-08',
    'CCH R441-2-2 i ; décret n° 2017-917 art. 3',
    'Ni nationalité, ni origine, ni santé dans une fiche',
    'Ne calcule rien : contenu de la fiche, qui ne porte aucune de ces données.',
  ),
  computed(
    'D-04',
    null,
    'Sans texte trouvé',
    'Lettres sensibles : « situation prioritaire (L441-1) », jamais le motif',
    `${DESIGN}. Le texte sur le secret de l’adresse n’a pas été trouvé, à vérifier.`,
  ),
  readOnly(
    'D-05',
    null,
    'CRPA L311-3-1, R311-3-1-1, R311-3-1-2',
    'Décision prise avec un algorithme : mention et explication',
    `Ne calcule rien : contenu des pages. ${FROM_MEMORY} : RGPD art. 22 ; application aux sociétés privées à vérifier.`,
  ),
  readOnly(
    'D-06',
    null,
    'CCH L442-5',
    'Statistiques : pas de case sous le seuil',
    `${FROM_MEMORY} : le seuil de onze. Appliqué par les indicateurs.`,
  ),
  readOnly(
    'D-07',
    null,
    'CCH L441-2-3 VI',
    'Secret professionnel des membres de commission',
    'Ne calcule rien.',
  ),
] as const;
