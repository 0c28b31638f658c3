/** The sheet of the register of processing (GDPR art. 30), pre-filled: the landlord completes what only it knows. */
import { durationsTable, list, type Paper, type PaperFacts, text, toFill } from './paper.ts';

export function registerSheet(facts: PaperFacts): Paper {
  const landlord = facts.landlordName ?? toFill;
  return {
    title: 'Fiche du registre des traitements : attribution des logements sociaux',
    lead: 'Pré-remplie par parcours (RGPD, art. 30). Relisez chaque ligne avec votre délégué à la protection des données ; complétez ce qui est entre crochets.',
    parts: [
      {
        title: 'Responsable',
        blocks: [
          list(
            `Responsable du traitement : ${landlord}`,
            `SIREN : ${facts.siren ?? toFill}`,
            `Représentant : ${toFill}`,
            `Délégué à la protection des données et moyen de le joindre : ${toFill}`,
            `Responsables conjoints, le cas échéant (gestionnaire du fichier partagé, EPCI) : ${toFill}`,
          ),
        ],
      },
      {
        title: 'Finalités et bases légales',
        blocks: [
          {
            kind: 'table',
            columns: ['Finalité', 'Base légale'],
            rows: [
              [
                'Instruire les demandes, proposer des listes ordonnées et expliquées à la commission (CALEOL)',
                'Mission d’intérêt public, obligation légale (CCH, art. L441-1 à L441-2-9)',
              ],
              [
                'Tenir la commission, ses procès-verbaux et ses courriers',
                'Obligation légale (CCH, art. L441-2, R441-3, R441-9)',
              ],
              [
                'Mutations, relogements, échanges, examen de l’occupation',
                'Obligation légale et contrat de location (CCH, art. L442-5-2 ; loi n° 48-1360)',
              ],
              [
                'Rendre compte au préfet, aux réservataires, à l’EPCI',
                'Obligation légale (CCH, art. L441-1, R441-5, R441-5-1)',
              ],
              ['Portail du demandeur, alertes', 'Mission d’intérêt public ; consentement pour les alertes'],
              ['Sécurité, journal des actes', 'Obligation légale (RGPD, art. 5.2 et 32)'],
            ],
          },
        ],
      },
      {
        title: 'Personnes et données',
        blocks: [
          list(
            'Demandeurs, membres de leur ménage, locataires, mandataires, travailleurs sociaux : identité, numéro unique, contact, composition du ménage, dates de naissance, ressources, logement actuel, souhaits, pièces, candidatures, décisions, propositions, baux.',
            'Données sensibles au sens du RGPD ou de la loi : besoin d’un logement adapté (jamais le diagnostic), situations prioritaires de la loi dont violences, traite, prostitution (jamais montrées ni exportées : « situation prioritaire (L441-1) »), adresse sous protection. Chiffrées en base.',
            'Jamais : nationalité au-delà de « France, UE, hors UE » du SNE, origine, santé, numéro de sécurité sociale.',
            'Membres de la commission et personnel : identité, qualité, votes, actes au journal.',
          ),
        ],
      },
      {
        title: 'Destinataires',
        blocks: [
          list(
            'Agents habilités, chacun dans son périmètre ; secrétariat ; membres de la commission, sur les logements où ils siègent.',
            'Réservataires : les candidats qu’ils désignent. Préfecture : des indicateurs, avec secret statistique.',
            'SNE (système national d’enregistrement) : événements et radiations prévus par R441-2-15.',
            `Sous-traitants (hébergeur, messagerie, SMS, éditeurs reliés par webhook) : ${toFill}`,
            `Transferts hors de l’Union européenne : aucun par l’outil. Vérifiez chez vos sous-traitants : ${toFill}`,
          ),
        ],
      },
      { title: 'Durées de conservation', blocks: [durationsTable(facts)] },
      {
        title: 'Mesures de sécurité',
        blocks: [
          list(
            'Séparation des bailleurs par la base elle-même (row-level security), rôle sans droit de la contourner.',
            'Rôles, permissions et périmètres dans une seule table ; second facteur ; sessions limitées et révocables.',
            'Chiffrement des colonnes sensibles avec rotation des clés ; accès à ces données journalisés.',
            'Journal des actes chaîné par empreintes, vérifiable ; journaux techniques sans donnée personnelle.',
            'Effacement par purge validée, avec certificat ; suspension pour contentieux.',
            `Mesures de votre hébergement (sauvegardes, réseau, locaux) : ${toFill}`,
          ),
          text('La liste complète, avec la preuve de chaque point : docs/security.md.'),
        ],
      },
    ],
  };
}
