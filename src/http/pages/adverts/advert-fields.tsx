/** The form of an advert: words and days. What the home is comes from the stock and is not typed. */
import type { JSX } from 'preact';
import { frenchEuros, frenchNumber } from '../../../kernel/french.ts';
import type { AdvertFacts } from '../../../portal/advert.ts';
import { monthlyCents } from '../../../portal/adverts/advert-facts.ts';
import type { AdvertText } from '../../../portal/adverts/advert-port.ts';
import type { AdvertRegime } from '../../../portal/policy.ts';
import { accessNames, energyLine, floorLine } from './advert-lines.ts';

export function AdvertFields(props: {
  text: AdvertText;
  regime: AdvertRegime;
  /** Days that a tense place stays open at least, by the policy. */
  openDays: number;
  /** Once it is out its opening day is past. */
  open: boolean;
}): JSX.Element {
  const { text, regime, open } = props;
  return (
    <>
      <div class="field">
        <label for="titre">Titre (une ligne)</label>
        <input id="titre" name="titre" required maxLength={120} value={text.words.title} />
      </div>
      <div class="field">
        <label for="situation">Où c’est, en une phrase (« À 350 m de l’arrêt République »)</label>
        <input id="situation" name="situation" required maxLength={300} value={text.words.place} />
      </div>
      <div class="field">
        <label for="description">Description, en phrases courtes</label>
        <textarea id="description" name="description" required rows={6} cols={60} maxLength={3000}>
          {text.words.description}
        </textarea>
      </div>
      <div class="field">
        <label for="acces">Conditions d’accès particulières (vide s’il n’y en a pas)</label>
        <textarea id="acces" name="acces" rows={3} cols={60} maxLength={1000}>
          {text.words.access}
        </textarea>
      </div>
      {open ? (
        <input type="hidden" name="ouverture" value={text.opensOn} />
      ) : (
        <div class="field">
          <label for="ouverture">Ouverture</label>
          <input id="ouverture" name="ouverture" type="date" required value={text.opensOn} />
        </div>
      )}
      {regime === 'slack' ? (
        <p class="small">
          Territoire détendu : l’annonce reste ouverte, et un point est fait chaque semaine au jour fixé par
          les règles du portail.
        </p>
      ) : (
        <div class="field">
          <label for="cloture">
            {open
              ? 'Clôture (peut être repoussée, jamais avancée)'
              : `Clôture (l’annonce reste ouverte ${props.openDays} jours au moins)`}
          </label>
          <input id="cloture" name="cloture" type="date" required value={text.closesOn ?? ''} />
        </div>
      )}
      <div class="field">
        <label for="sites">Autres sites où l’annonce est reprise, séparés par des virgules</label>
        <input id="sites" name="sites" maxLength={600} value={text.exportedTo.join(', ')} />
      </div>
    </>
  );
}

/** The facts of the home, read from the stock. */
export function HomeOfAdvert({ facts }: { facts: AdvertFacts }): JSX.Element {
  return (
    <ul class="facts">
      <li>{`${facts.typology}, ${frenchNumber(facts.surfaceM2, 0)} m², ${facts.communeName}`}</li>
      <li>{facts.street}</li>
      <li>{`${frenchEuros(monthlyCents(facts))} par mois, charges comprises`}</li>
      <li>{`financement ${facts.financing}`}</li>
      <li>{floorLine(facts)}</li>
      <li>{accessNames[facts.accessibility]}</li>
      <li>{energyLine(facts)}</li>
      <li>{facts.holderName === null ? 'réservé par personne' : `réservé par ${facts.holderName}`}</li>
    </ul>
  );
}
