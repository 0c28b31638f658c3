/** Cards of the cotation (law §6). */
import { computed, FROM_MEMORY, readOnly } from './card.ts';

export const scoringCards = [
  readOnly(
    'S-01',
    '2026-02-21',
    'CCH L441-2-8 I al. 3 ; loi ELAN art. 111 III',
    'Cotation obligatoire dans les territoires de la réforme, au plus tard le 31 décembre 2023',
    `Ne calcule rien. ${FROM_MEMORY} : le numéro du décret (2019-1378).`,
  ),
  readOnly(
    'S-02',
    '2021-09-01',
    'CCH R441-2-10 11°',
    'Contenu de la grille : critères, poids, effet des refus ; aide à la décision',
    'Ne calcule rien : forme de la grille votée.',
  ),
  computed(
    'S-03',
    '2021-09-01',
    'CCH R441-2-10 11°',
    'Grille uniforme sur le territoire demandé ; grille propre aux mutations permise',
  ),
  readOnly(
    'S-04',
    '2021-09-01',
    'CCH L441-2-6, R441-2-17',
    'Droit de connaître critères, poids, note et rang',
    'Ne calcule rien : contenu des pages.',
  ),
  readOnly(
    'S-05',
    '2021-09-01',
    'CCH R441-2-15 III',
    'Signaler les demandeurs dont l’attente est anormalement longue',
    'S’appuie sur N-06 ; aucune règle propre.',
  ),
  computed('S-06', '2021-09-01', 'CCH R441-2-10 11°', 'Calcul de la note, ligne par ligne'),
  readOnly(
    'S-07',
    null,
    'Grilles publiées par les EPCI',
    'Fragments de grilles publiées',
    'Seul le fragment de Toulouse sert de cas ; les grilles de démonstration sont fictives.',
  ),
  computed(
    'S-08',
    null,
    'CCH L441, R441-2-10 11°',
    'Limites : ni nationalité, ni origine, ni sexe ; seuls comptent les refus d’un logement adapté',
  ),
] as const;
