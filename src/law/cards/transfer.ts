/** Cards of transfers (law §9). */
import { computed, DESIGN, FROM_MEMORY, INFERENCE, readOnly } from './card.ts';

export const transferCards = [
  computed(
    'M-01',
    '2019-07-29',
    'CCH R445-5-1',
    'PP-5 : mutations de locataires du parc social, de tout bailleur, sur l’ensemble des attributions',
  ),
  readOnly(
    'M-02',
    '2019-07-29',
    'CCH R445-5, R445-5-1',
    'PS-1, PS-2, PS-3 : premier quartile, prioritaires et DALO',
    'Aucun calcul propre : s’appuie sur Q-02 et P-08, repris par les indicateurs.',
  ),
  readOnly(
    'M-03',
    '2019-07-29',
    'CCH R445-2-8, R445-2-9',
    'Évaluation de la convention à trois ans et à son terme',
    'Ne calcule rien : calendrier du préfet.',
  ),
  readOnly(
    'M-04',
    '2022-09-19',
    'Convention d’utilité sociale du bailleur',
    'Engagements du bailleur',
    'Ne calcule rien : chargés comme objectifs ; case vide, « parc en vente » ou « non significatif » ne donnent aucun taux.',
  ),
  computed(
    'M-05',
    null,
    'CCH L441-1-5 1°, R441-5, R441-2-10 9°',
    'Les mutations sont des attributions ; les mutations internes sont déduites du flux',
  ),
  computed('M-06', null, 'CCH L442-6-3', 'Préavis d’un mois pour une mutation chez le même bailleur'),
  computed(
    'M-07',
    '2022-02-23',
    'CCH L442-6 II, L443-15-1, L353-15 VI',
    'Relogement imposé : trois offres refusées, fin du titre six mois après la troisième',
    `${FROM_MEMORY} : le locataire d’un logement mis en vente n’est pas tenu de partir.`,
  ),
  computed(
    'M-08',
    null,
    'CCH L442-3-5 ; loi du 6 juillet 1989 art. 9',
    'Échange entre locataires : de droit dans un seul cas, interdit sinon',
    `${FROM_MEMORY} : les bourses d’échange ne font que préparer des mutations ordinaires.`,
  ),
  readOnly(
    'M-08b',
    null,
    'CCH L441-2, R441-3',
    'Échanges préparés par une plate-forme : chaque déménagement est une attribution',
    INFERENCE,
  ),
  readOnly(
    'M-08c',
    null,
    'CCH R445-5-1',
    'Décohabitation : un occupant non titulaire du bail n’est pas en mutation',
    INFERENCE,
  ),
  readOnly(
    'M-08d',
    null,
    'CCH R441-2-10 11°',
    'Ni fidélité, ni comportement, ni dette ne sont des critères',
    `Ne calcule rien : la grille les refuse. ${INFERENCE}.`,
  ),
  readOnly(
    'M-09',
    null,
    'Sans texte national',
    'Ordre entre les mutations',
    `Ne calcule rien. ${DESIGN} : seule la grille votée ordonne.`,
  ),
] as const;
