/** The texts that come with the software, in plain French: one idea a sentence. A landlord's own version replaces them. */
import type { LetterKind } from './letter-kind.ts';

export type TemplateText = { subject: string; body: string };

// The committee is named in full where a letter first speaks of it.
const commission =
  'La commission d’attribution des logements et d’examen de l’occupation des logements (CALEOL) de {{organisme}} s’est réunie le {{date_decision}}.';

export const defaultTemplates: Readonly<Record<LetterKind, TemplateText>> = {
  attribution: {
    subject: 'Un logement vous est attribué',
    body: `${commission} Elle a étudié votre demande de logement social.

Elle a décidé de vous attribuer ce logement : {{logement}}.

Le loyer est de {{loyer}}. Les charges sont de {{charges}}.

{{motifs}}

## Ce qui va se passer

Nous allons vous envoyer une proposition écrite. Elle dira jusqu’à quand répondre. Vous aurez au moins {{delai_reponse}}.

Attention : si vous ne répondez pas à la proposition, la loi considère que vous refusez.

Vous n’avez rien à faire avant de la recevoir.`,
  },
  rank: {
    subject: 'Votre rang pour un logement',
    body: `${commission} Elle a étudié votre demande de logement social.

Elle a décidé de vous attribuer ce logement au {{rang}} rang : {{logement}}.

{{suite_du_rang}}

{{motifs}}

## Ce qui va se passer

Quand votre tour vient, nous vous envoyons une proposition écrite. Vous aurez au moins {{delai_reponse}} pour répondre. Si vous ne répondez pas, la loi considère que vous refusez.

Votre demande reste active pour d’autres logements. Pensez à la renouveler chaque année.`,
  },
  suspensiveAttribution: {
    subject: 'Un logement vous est attribué, sous une condition',
    body: `${commission} Elle a étudié votre demande de logement social.

Elle a décidé de vous attribuer ce logement : {{logement}}.

Il manque une pièce dans votre dossier : {{piece}}.

{{suite_du_rang}}

{{motifs}}

## Ce que vous devez faire

Envoyez-nous cette pièce au plus tard le {{date_limite}}.

Si elle arrive à temps et si vous remplissez toujours les conditions d’accès, nous devons vous louer ce logement. Si elle n’arrive pas à temps, l’attribution ne tient plus.

Vous n’arrivez pas à obtenir cette pièce ? Appelez-nous avant cette date.`,
  },
  nonAttribution: {
    subject: 'Votre demande n’a pas été choisie pour un logement',
    body: `${commission} Elle a étudié votre demande pour ce logement : {{logement}}.

Elle a décidé de ne pas vous attribuer ce logement.

{{motifs}}

## Ce qui va se passer

Cette décision ne concerne que ce logement. Votre demande reste active. Elle garde son ancienneté. Elle pourra être présentée pour d’autres logements.

Pensez à renouveler votre demande chaque année et à signaler tout changement dans votre situation.`,
  },
  irrecevability: {
    subject: 'Votre demande est jugée irrecevable',
    body: `${commission} Elle a étudié votre demande de logement social.

Elle a décidé de rejeter votre demande comme irrecevable. Cela veut dire qu’une condition d’accès au logement social n’est pas remplie aujourd’hui.

{{motifs}}`,
  },
  postponed: {
    subject: 'L’examen de votre demande est reporté',
    body: `${commission} Votre demande devait être étudiée pour ce logement : {{logement}}.

La commission n’a pas pris de décision ce jour-là. Elle a reporté l’examen à une autre séance. Elle n’a pas refusé votre demande.

## Ce qui va se passer

Votre demande sera étudiée lors d’une prochaine séance. Nous vous écrirons après cette séance.

Vous n’avez rien à faire.`,
  },
  correction: {
    subject: 'Une décision vous concernant est corrigée',
    body: `${commission} Nous vous avons écrit après cette séance.

Cette décision a été corrigée. Elle concerne ce logement : {{logement}}.

Avant la correction, il était décidé : {{decision_avant}}.

Maintenant, il est décidé : {{decision_apres}}.

{{motifs}}

Cette lettre remplace la précédente.`,
  },
  occupancyOpinion: {
    subject: 'L’avis de la commission sur votre logement',
    body: `La commission d’attribution des logements et d’examen de l’occupation des logements (CALEOL) de {{organisme}} s’est réunie le {{date_decision}}. La loi lui demande d’examiner, tous les trois ans, si les logements conviennent toujours à ceux qui y vivent.

{{situation}}

Selon la commission, un logement adapté à votre situation aurait ces caractéristiques : {{logement_adapte}}.

{{conseils}}

## Ce qui va se passer

Ceci est un avis. Il ne met pas fin à votre bail.

Vous pouvez demander un rendez-vous pour parler de votre logement et d’un éventuel changement.`,
  },
  offer: {
    subject: 'Nous vous proposons un logement : répondez au plus tard le {{date_limite}}',
    body: `La commission d’attribution des logements et d’examen de l’occupation des logements (CALEOL) de {{organisme}} s’est réunie le {{date_decision}}. Suite à sa décision, nous vous proposons ce logement : {{logement}}.

Le loyer est de {{loyer}}. Les charges sont de {{charges}}.

## Ce que vous devez faire

Vous avez {{delai_reponse}} pour répondre. Ce délai commence le jour où vous recevez cette proposition. Répondez au plus tard le {{date_limite}}.

Dites-nous si vous acceptez ou si vous refusez. Si vous refusez, dites-nous pourquoi : cela nous aide à mieux chercher.

Attention : si vous ne répondez pas, la loi considère que vous refusez. Le logement est alors proposé à un autre ménage.`,
  },
  offerLapsed: {
    subject: 'Notre proposition de logement est restée sans réponse',
    body: `Le {{date_envoi}}, nous vous avons proposé ce logement : {{logement}}.

Vous aviez jusqu’au {{date_limite}} pour répondre. Nous n’avons pas reçu votre réponse. Dans ce cas, la loi considère que vous refusez (article R441-10 du Code de la construction et de l’habitation).

## Ce qui va se passer

Le logement est proposé à un autre ménage.

Votre demande reste active : ce refus ne la supprime pas.

Vous avez répondu à temps, ou vous n’avez pas reçu la proposition ? Dites-le-nous vite : une personne vérifiera.`,
  },
  documentRequest: {
    subject: 'Il nous manque des pièces',
    body: `Nous préparons l’examen de votre demande de logement social. Il nous manque :

{{pieces}}

## Ce que vous devez faire

Envoyez-nous ces pièces au plus tard le {{date_limite}}.

Vous ne pouvez pas fournir une pièce ? Appelez-nous : nous chercherons une solution avec vous.`,
  },
  removalWarning: {
    subject: 'Répondez-nous pour garder votre demande de logement',
    body: `Le {{date_envoi}}, nous vous avons écrit à l’adresse que vous avez indiquée dans votre demande de logement social. Nous vous demandions : {{demande}}.

Nous n’avons pas reçu de réponse.

## Ce que vous devez faire

Répondez-nous, par courrier, par téléphone ou à l’accueil. Dites-nous si vous cherchez toujours un logement. Dites-nous aussi si votre adresse a changé.

Dès que vous répondez, la suppression de votre demande s’arrête. Votre demande garde son ancienneté.`,
  },
  relocationOffer: {
    subject: 'Une proposition de logement pour votre relogement',
    body: `{{motif_relogement}}

Nous vous proposons ce logement : {{logement}}.

Le loyer est de {{loyer}}. Les charges sont de {{charges}}. {{loyer_actuel}}

{{aide}}

## Ce que vous pouvez faire

Demandez une visite. Puis dites-nous si vous acceptez ou si vous refusez.

Si vous refusez, dites-nous pourquoi. Une proposition qui ne convient pas à vos besoins ne compte pas.`,
  },
  caseReceived: {
    subject: 'Nous avons reçu votre demande',
    body: `Le {{date_reception}}, nous avons reçu votre demande : {{demande}}.

Une personne la suit : {{responsable}}. Elle va reprendre votre dossier.

## Ce qui va se passer

Nous vous répondrons par écrit au plus tard le {{date_limite}}.

Vous pouvez nous envoyer d’autres documents d’ici là.`,
  },
  caseAnswered: {
    subject: 'La réponse à votre demande',
    body: `Le {{date_reception}}, nous avons reçu votre demande : {{demande}}. Une personne a repris votre dossier : {{responsable}}.

{{suite}}

{{reponse}}`,
  },
};
