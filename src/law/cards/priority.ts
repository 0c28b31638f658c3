/** Cards of the priority categories (law §1). */
import { computed, FROM_MEMORY, INFERENCE, readOnly } from './card.ts';

export const priorityCards = [
  computed(
    'P-01',
    '2022-02-23',
    'CCH L441-1 al. 3-19',
    'Quatorze catégories prioritaires, de a) à m) avec g bis',
    `${FROM_MEMORY} : les justificatifs usuels des lettres a, b, c, d, e, f, i, k et l. ${INFERENCE} : m) cesse au 21e anniversaire.`,
  ),
  computed(
    'P-02',
    '2015-12-31',
    'CCH R441-2-4-1',
    'Liste limitative des pièces qui peuvent être demandées',
    `${FROM_MEMORY} : le contenu des arrêtés de 2020 et 2022 n’a pas été lu. Seules les pièces de la liste chargée peuvent être demandées ; sans liste chargée, aucune ; une pièce valable n’est pas demandée deux fois.`,
  ),
  computed(
    'P-03',
    '2022-02-23',
    'CCH L441-1 al. 2 et g)',
    'Deux preuves de violence : l’ordonnance de protection (lettre g), le dépôt de plainte (ressources propres)',
  ),
  computed(
    'P-04',
    '2022-02-23',
    'CCH L441-1 al. 3',
    'Rang légal : DALO, puis prioritaires, puis autres demandeurs',
    'Obligation sur les flux, non une file absolue : la commission reste libre pour un logement donné.',
  ),
  computed(
    'P-05',
    null,
    'CCH L441-2-3 II et III',
    'Seule la décision « logement » vaut DALO ; la décision « hébergement » (DAHO) n’en est pas une',
  ),
  computed(
    'P-06',
    '2019-09-01',
    'CCH R441-14-1, R441-15, R441-16-1',
    'Délais du DALO : trois mois pour décider, trois ou six mois pour proposer',
    'Les motifs du recours sont appréciés par la commission de médiation, jamais par le logiciel.',
  ),
  readOnly(
    'P-07',
    null,
    'CCH R441-16, R441-16-2, R441-16-3',
    'Formes de la proposition faite au titre du DALO',
    'Ne calcule rien : mentions portées par le courrier de proposition.',
  ),
  computed(
    'P-08',
    '2019-09-01',
    'CCH R441-2-9, R441-2-15 I',
    'Labels comptés dans les bilans : DALO, public ciblé, prioritaire, donnés par un organisme à une date',
  ),
  readOnly(
    'P-09',
    null,
    'CCH L441-1 al. 23, R445-5',
    'Déclinaison locale des priorités par le PDALHPD, la CIA et les accords collectifs',
    'Ne calcule rien au niveau national : le label donné par l’organisme local fait foi.',
  ),
] as const;
