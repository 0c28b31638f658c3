/** Cards of the life of an application and of chosen letting (law §10 and §13). */
import { computed, DESIGN, FROM_MEMORY, INFERENCE, readOnly } from './card.ts';

export const applicationCards = [
  computed(
    'N-01',
    null,
    'CCH L441-2-1',
    'Numéro unique : dix-huit caractères, sans signification',
    `${FROM_MEMORY} : la structure souvent vue du numéro ; rien n’en est déduit.`,
  ),
  computed(
    'N-02',
    null,
    'CCH L441-2-1, R441-2-3, R441-2-4',
    'Attestation sous un mois ; elle fait courir le délai',
  ),
  computed(
    'N-03',
    '2017-05-08',
    'CCH R441-2-7',
    'Demande valable un an depuis le dépôt ou le renouvellement, préavis d’un mois',
  ),
  computed('N-04', '2017-05-08', 'CCH R441-2-8', 'Radiation : liste fermée de six motifs'),
  computed('N-05', '2022-02-23', 'CCH L441-1 al. 2', 'Ancienneté gardée par le conjoint qui se sépare'),
  computed(
    'N-06',
    null,
    'CCH L441-1-4',
    'Délai anormalement long, fixé par le préfet dans chaque département',
    'Aucun délai n’est chargé par défaut : sans arrêté chargé, la réponse est inconnue.',
  ),
  computed('N-07', '2017-05-08', 'CCH R441-2-8', 'Refuser une offre ne radie jamais la demande'),
  computed(
    'N-08',
    '2026-02-21',
    'CCH L441-2-8',
    'Délai pour être reçu : un mois, deux dans les grandes agglomérations',
  ),
  readOnly(
    'N-09',
    '2019-09-01',
    'CCH R441-2-9',
    'Mise à jour de la demande à la signature du bail',
    'Ne calcule rien : gestes à faire dans le SNE.',
  ),
  readOnly(
    'N-10',
    null,
    'CCH R441-2-15 I',
    'Événements à enregistrer, datés et signés',
    'Ne calcule rien : tenue du journal.',
  ),
  readOnly(
    'L-01',
    '2026-02-21',
    'CCH L441-2-8 I al. 4, R441-2-10 12°',
    'Location voulue : publicité et prise en compte des choix',
    'Ne calcule rien : le plan partenarial local fixe le principe. Le portail publie les logements et porte les choix exprimés dans la recherche de candidats.',
  ),
  computed(
    'L-02',
    '2020-01-01',
    'CCH L441-2-8 I al. 5-6',
    'Publier les logements vacants avec leur description',
    `${INFERENCE} : est vacant le logement disponible sans liste décidée ; en travaux ou sous préavis, il ne l’est pas encore.`,
  ),
  readOnly(
    'L-03',
    null,
    'CCH L441-2-8',
    'Une candidature n’est pas une demande et ne crée aucun droit',
    'Ne calcule rien.',
  ),
  computed(
    'L-04',
    null,
    'CCH L441-2-8',
    'Contenu et ordre des candidatures sur annonce',
    `${DESIGN} : le texte demande la description et les conditions d’accès ; la liste des champs publiés est celle de l’outil. L’ordre dit est celui de la grille, un DALO reconnu y ajoutant ses points : le rang légal (P-04) est un devoir sur les flux, pas une file.`,
  ),
] as const;
