/** `/agent/annonces/nouvelle`: a new advert for a freed home. */
import type { JSX } from 'preact';
import { regimeNames, regimeSentences } from '../../../portal/adverts/advert-names.ts';
import type { AdvertText, DeskHome } from '../../../portal/adverts/advert-port.ts';
import type { AdvertRegime } from '../../../portal/policy.ts';
import { Layout, type PageFrame } from '../layout.tsx';
import { AdvertFields, HomeOfAdvert } from './advert-fields.tsx';

export function WritePage(props: {
  frame: PageFrame;
  home: DeskHome;
  text: AdvertText;
  regime: AdvertRegime;
  openDays: number;
  formKey: string;
  refusal: string | null;
}): JSX.Element {
  const { home, regime } = props;
  return (
    <Layout
      frame={props.frame}
      title="Nouvelle annonce"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/annonces', label: 'Annonces' },
      ]}
    >
      <h1>{`Annonce d’un ${home.facts.typology} à ${home.facts.communeName}`}</h1>
      {props.refusal === null ? null : (
        <p class="alert alert-bad" role="alert">
          {props.refusal}
        </p>
      )}
      <section class="card" aria-labelledby="logement">
        <h2 id="logement">Ce que l’annonce dira du logement</h2>
        <HomeOfAdvert facts={home.facts} />
        <p class="small quiet">
          Ces données viennent du patrimoine : corrigez-les là-bas, jamais ici. Le numéro de la rue n’est pas
          publié.
        </p>
        <p>{`${regimeNames[regime]}. Le public lira : « ${regimeSentences[regime]} »`}</p>
      </section>
      <form method="post" action="/agent/annonces" class="card">
        <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
        <input type="hidden" name="_key" value={props.formKey} />
        <input type="hidden" name="logement" value={home.vacancyId} />
        <AdvertFields text={props.text} regime={regime} openDays={props.openDays} open={false} />
        <p class="small">
          L’annonce décrit le logement. Elle ne choisit pas les ménages, ne nomme personne et ne parle ni de
          santé, ni d’origine.
        </p>
        <button type="submit" class="strong">
          Enregistrer le brouillon
        </button>
      </form>
    </Layout>
  );
}
