/** Cards of the fit of household and home, and of affordability (law §7 and §8). */
import { computed, FROM_MEMORY, INFERENCE, readOnly } from './card.ts';

const over65 = `« Plus de 65 ans » : dès le 65e anniversaire, lecture qui garde le droit du locataire. ${INFERENCE}.`;

export const fitCards = [
  readOnly(
    'F-01',
    null,
    'CCH R441-9 IV',
    'Échelle de tailles : politique publiée du bailleur',
    `Aucune règle nationale : réglage publié du bailleur. ${FROM_MEMORY} : l’échelle par défaut.`,
  ),
  computed(
    'F-02',
    '2018-11-25',
    'CCH L621-2',
    'Sous-occupation : plus de pièces que d’occupants augmentés de un',
  ),
  computed(
    'F-03',
    '2023-12-31',
    'CCH L442-3-1, R442-3-1, R442-3-2',
    'Sous-occupation : trois offres refusées en zone tendue font perdre le droit au maintien, sauf exceptions',
    `Les montants de l’aide au déménagement (2009) sont indexés : ils ne sont pas calculés. ${over65}`,
  ),
  computed(
    'F-04',
    null,
    'CCH L442-3-2',
    'Logement adapté quitté par la personne handicapée : même mécanisme, sans condition de zone',
    over65,
  ),
  computed(
    'F-05',
    '2019-09-01',
    'CCH R822-25',
    'Surface minimale : 9, 16, puis 9 m² par personne, 70 m² au plus',
  ),
  computed(
    'F-06',
    '2025-01-01',
    'Loi du 6 juillet 1989 art. 6 ; décret n° 2002-120 art. 4',
    'Décence : un logement de classe G ne peut être proposé',
  ),
  computed(
    'F-07',
    null,
    'Loi du 1er septembre 1948 art. 13 bis',
    'Périmètre du relogement : même commune ou limitrophe, cinq kilomètres au plus',
    'Les communes et arrondissements limitrophes sont une donnée du bailleur.',
  ),
  readOnly(
    'F-08',
    null,
    'Loi du 6 juillet 1989 art. 40',
    'Transfert du bail',
    'Ne calcule rien : n’est pas une attribution de la séance.',
  ),
  computed(
    'A-01',
    '2011-03-10',
    'CCH R441-3-1 ; arrêté du 10 mars 2011',
    'Taux d’effort : loyer, annexe, charges et forfait moins l’aide, sur les ressources',
    `${INFERENCE} : le numérateur ne descend pas sous zéro.`,
  ),
  computed(
    'A-02',
    '2022-02-23',
    'CCH L441-1 al. 22',
    'La méthode du décret est obligatoire, avec l’aide au logement que le ménage pourrait recevoir',
    `${INFERENCE} : les ressources sont celles du formulaire.`,
  ),
  computed(
    'A-03',
    null,
    'Pratique des bailleurs',
    'Seuil du taux d’effort : réglage du bailleur, jamais un refus',
    `${FROM_MEMORY} : environ 33 %, aucun seuil légal.`,
  ),
  computed(
    'A-04',
    null,
    'Pratique des bailleurs',
    'Reste à vivre par unité de consommation et par jour',
    `${FROM_MEMORY} : 10 à 12 €, aucune définition légale.`,
  ),
  computed(
    'A-05',
    null,
    'Aide personnalisée au logement, arrêtés annuels des barèmes',
    'APL du locataire d’un logement conventionné',
    `${FROM_MEMORY} : les numéros d’articles, non relevés. Barème cohérent jusqu’à décembre 2025 ; les mois suivants sont des estimations et le disent.`,
  ),
] as const;
