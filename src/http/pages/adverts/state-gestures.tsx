/** What may be done with an advert now, by whom: send, read, send back, withdraw. */
import type { JSX } from 'preact';
import { frenchShortDate } from '../../../kernel/french.ts';
import type { AdvertRecord } from '../../../portal/adverts/advert-port.ts';
import type { PageFrame } from '../layout.tsx';
import { toReadAgain } from './desk-page.tsx';

export type GestureProps = {
  frame: PageFrame;
  advert: AdvertRecord;
  reviewed: boolean;
  may: { write: boolean; review: boolean; own: boolean };
};

export function StateGestures(props: GestureProps): JSX.Element {
  const { advert, may } = props;
  return (
    <>
      <p>{waitsFor(props)}</p>
      {advert.state === 'draft' && advert.note !== null ? (
        <p class="alert">{`Renvoyée avec ce mot : ${advert.note}`}</p>
      ) : null}
      {advert.state === 'draft' && may.write ? (
        <Gesture
          {...props}
          action="envoi"
          label={props.reviewed ? 'Envoyer en relecture' : 'Mettre en publication'}
        />
      ) : null}
      {(advert.state === 'review' || toReadAgain(advert)) && may.review && !may.own ? (
        <Gesture
          {...props}
          action="relecture"
          label={
            advert.state === 'review' ? 'J’ai relu : publier à la date prévue' : 'J’ai relu la correction'
          }
        />
      ) : null}
      {advert.state === 'review' && may.review ? (
        <WhyForm {...props} action="renvoi" summary="Renvoyer à son auteur" label="Ce qu’il faut revoir" />
      ) : null}
      {may.write && advert.state !== 'withdrawn' && advert.state !== 'answered' ? (
        <WhyForm
          {...props}
          action="retrait"
          summary="Retirer l’annonce"
          label="Pourquoi (lu par les personnes intéressées)"
        />
      ) : null}
      {advert.state === 'closed' && advert.interested === 0 && may.write ? (
        <p>
          Personne ne s’est dit intéressé.{' '}
          <a href={`/agent/annonces/nouvelle?logement=${encodeURIComponent(advert.vacancyId)}`}>
            Publier une nouvelle annonce de ce logement
          </a>
        </p>
      ) : null}
      {advert.publishedAt === null ? null : (
        <p>
          <a href={`/annonces/${advert.id}`}>Voir la page publique</a>
        </p>
      )}
    </>
  );
}

function waitsFor({ advert, may, reviewed }: GestureProps): string {
  const day = frenchShortDate(advert.opensOn);
  switch (advert.state) {
    case 'draft':
      return reviewed
        ? `Brouillon : à envoyer en relecture pour paraître le ${day}.`
        : `Brouillon : à mettre en publication pour paraître le ${day}.`;
    case 'review':
      return may.own
        ? `Attend une deuxième personne : vous y avez écrit. Parution prévue le ${day}.`
        : `Attend votre relecture ou celle d’un collègue. Parution prévue le ${day}.`;
    case 'scheduled':
      return `Rien : elle paraîtra seule le ${day}.`;
    case 'open':
      return toReadAgain(advert)
        ? 'Corrigée depuis sa relecture : une deuxième personne doit la relire.'
        : 'Rien : elle est lue par le public.';
    case 'closed':
      return advert.interested === 0
        ? 'Close, sans personne d’intéressé : cherchez parmi les demandes, ou publiez de nouveau.'
        : 'Close : examinez les personnes intéressées, puis mettez le logement à l’ordre du jour.';
    case 'answered':
      return 'Rien : chaque personne intéressée a reçu sa réponse.';
    case 'withdrawn':
      return `Rien : elle est retirée. ${advert.note ?? ''}`.trim();
  }
}

function Gesture(props: GestureProps & { action: string; label: string }): JSX.Element {
  const { advert, frame } = props;
  return (
    <form method="post" action={`/agent/annonces/${advert.id}/${props.action}`} class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={advert.version} />
      <button type="submit" class="strong">
        {props.label}
      </button>
    </form>
  );
}

function WhyForm(props: GestureProps & { action: string; summary: string; label: string }): JSX.Element {
  const { advert, frame, action } = props;
  return (
    <details>
      <summary>{props.summary}</summary>
      <form method="post" action={`/agent/annonces/${advert.id}/${action}`} class="narrow">
        <input type="hidden" name="_csrf" value={frame.csrfToken} />
        <input type="hidden" name="version" value={advert.version} />
        <div class="field">
          <label for={`motif-${action}`}>{props.label}</label>
          <input id={`motif-${action}`} name="motif" required minlength={10} maxLength={500} />
        </div>
        <button type="submit">{props.summary}</button>
      </form>
    </details>
  );
}
