/** The data-protection impact assessment (GDPR art. 35), pre-filled with what the tool does; the risks left are judged by people. */
import { durationsTable, list, type Paper, type PaperFacts, text, toFill } from './paper.ts';

const risks: readonly (readonly string[])[] = [
  [
    'Accès illégitime : quelqu’un retrouve une personne protégée',
    'Adresse chiffrée et masquée, motif jamais montré, partage coupé à la protection, accès journalisés et relus par le délégué',
    'Maximale',
    toFill,
  ],
  [
    'Accès illégitime : un agent curieux',
    'Périmètres par agence et commune, journal de chaque ouverture, lisible par le ménage lui-même',
    'Importante',
    toFill,
  ],
  [
    'Vol de la base ou d’une sauvegarde',
    'Colonnes sensibles chiffrées, clés hors de la base, mots de passe en scrypt, codes et liens en empreintes',
    'Importante',
    toFill,
  ],
  [
    'Modification non voulue d’une décision',
    'Décisions et procès-verbaux écrits une fois, journal chaîné, vérification à tout moment',
    'Importante',
    toFill,
  ],
  [
    'Disparition des données',
    `Sauvegardes et restauration essayées (docs/operations.md) ; rythme : ${toFill}`,
    'Limitée',
    toFill,
  ],
  [
    'Classement injuste ou discriminatoire',
    'Grille votée et publique seule à ordonner, aucune donnée interdite, seuil de ressources jamais pénalisant, audit d’équité, absence d’envie justifiée vérifiée, la commission décide',
    'Importante',
    toFill,
  ],
  [
    'Décision suivie sans être relue',
    'Rang proposé en pied de fiche, rien de pré-coché, motif demandé à tout écart, mesure des écarts',
    'Importante',
    toFill,
  ],
  [
    'Réidentification dans une statistique publiée',
    'Petits effectifs cachés avec ceux qui les redonneraient (seuil de 11 par défaut, de mémoire, à vérifier)',
    'Limitée',
    toFill,
  ],
  [
    'Conservation trop longue',
    'Durées par catégorie, essai à blanc, purge validée par une personne, certificat',
    'Limitée',
    toFill,
  ],
];

export function impactAssessment(facts: PaperFacts): Paper {
  const landlord = facts.landlordName ?? toFill;
  return {
    title: 'Analyse d’impact relative à la protection des données',
    lead: `Pré-remplie par parcours pour ${landlord} (RGPD, art. 35). Elle décrit ce que l’outil fait ; le bailleur juge les risques qui restent, consulte son délégué et, s’ils restent élevés, la CNIL (art. 36).`,
    parts: [
      {
        title: 'Pourquoi une analyse',
        blocks: [
          list(
            'Classement de personnes à partir de leurs données, pour l’accès à un droit.',
            'Données sensibles ou très personnelles (ressources, violences, handicap par ses conséquences).',
            'Grande échelle, personnes vulnérables, croisement avec le SNE.',
          ),
          text(
            'Deux critères du comité européen suffisent ; la CNIL cite l’instruction des demandes de logement social parmi les traitements qui demandent une analyse [de mémoire, à vérifier].',
          ),
        ],
      },
      {
        title: 'Le traitement',
        blocks: [
          list(
            'Un logement se libère ; l’outil dit, pour chaque demande, si la loi le permet (oui, non, inconnu), ses points selon la grille votée, puis propose une liste pour toute la séance.',
            'La commission examine, décide et motive ; l’outil enregistre, écrit les courriers, suit la proposition jusqu’au bail.',
            'Le demandeur voit ses points, ses pièces, ses chances estimées, la part du calcul dans chaque décision, qui a ouvert son dossier, et emporte ses données.',
          ),
          text(`Acteurs, sous-traitants et supports : ${toFill} (voir la fiche du registre).`),
        ],
      },
      {
        title: 'Nécessité et proportionnalité',
        blocks: [
          list(
            'Finalités fixées par le Code (CCH, art. L441 et suivants) ; données du formulaire de demande, rien de plus que ce qu’un critère voté ou un texte lit.',
            'Exactitude : chaque donnée porte sa date et sa preuve ; une donnée manquante donne « inconnu », jamais une supposition ; correction demandée en ligne.',
            'Information : mention à la porte du portail et dans chaque courrier ; règles publiques datées.',
            'Droits : accès, copie lisible par une machine, correction, limitation, opposition, effacement aux durées ci-dessous.',
          ),
          durationsTable(facts),
        ],
      },
      {
        title: 'Décision automatisée (RGPD, art. 22)',
        blocks: [
          text(
            'L’outil propose, une commission de personnes décide après examen de chaque demande. L’article 22 ne s’applique que si la décision suit le calcul sans examen réel : surveillez la part des écarts à l’ordre proposé et le temps d’examen. Mention et explication sont données comme si l’article s’appliquait (CRPA, art. L311-3-1 et R311-3-1-2).',
          ),
        ],
      },
      {
        title: 'Risques pour les personnes',
        blocks: [
          {
            kind: 'table',
            columns: ['Risque', 'Ce que fait l’outil', 'Gravité sans mesure', 'Vraisemblance qui reste'],
            rows: risks,
          },
        ],
      },
      {
        title: 'Ce que l’outil ne fait pas',
        blocks: [
          list(
            'Le numéro unique reste dans les procès-verbaux, les décisions et les lignes du journal après l’effacement du dossier.',
            'Une copie de formation est pseudonyme, pas anonyme : commune, composition et âge peuvent désigner un ménage.',
            'Les sauvegardes gardent ce qui a été effacé jusqu’à leur propre fin : réglez leur durée.',
            'Le chiffrement des colonnes ne protège pas de qui tient à la fois la base et les clés.',
          ),
        ],
      },
      {
        title: 'Avis et décision',
        blocks: [
          list(
            `Avis du délégué à la protection des données : ${toFill}`,
            `Avis des personnes concernées ou de leurs représentants (locataires) : ${toFill}`,
            `Mesures ajoutées, responsable, échéance : ${toFill}`,
            `Validée par, le : ${toFill}`,
            `Prochaine révision : ${toFill}`,
          ),
        ],
      },
    ],
  };
}
