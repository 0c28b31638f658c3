/** How far the published chances can be trusted: what was announced beside what happened, landlord by landlord. */
import type { JSX } from 'preact';
import { ReliabilityDiagram } from '../../../documents/charts/reliability-diagram.tsx';
import { type CivilDate, civilDate } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchLongDate, frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { ChanceModel, ReliabilityBin } from '../../../portal/chance/model.ts';
import { Layout, type PageFrame } from '../layout.tsx';

export type ShownChances = {
  landlordId: string;
  landlordName: string;
  published: { model: ChanceModel; fittedOn: CivilDate } | null;
  known: number;
  needed: number;
  followed: readonly ReliabilityBin[];
};

export function ChancePage(props: { frame: PageFrame; landlords: readonly ShownChances[] }): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Vos chances : comment elles sont calculées"
      crumbs={[{ href: '/annonces', label: 'Annonces' }]}
    >
      <div class="prose">
        <h1>Vos chances : comment elles sont calculées</h1>
        <p class="lead">
          Nous regardons ce qui est arrivé à ceux qui étaient dans la même position que vous pour un logement
          semblable. Nous ne devinons rien de vous.
        </p>
        <h2>Ce qui compte dans le calcul</h2>
        <ul>
          <li>Combien de ménages intéressés passent avant vous : la loi d’abord, puis les points.</li>
          <li>Combien de ménages sont intéressés, et combien de jours l’annonce reste ouverte.</li>
          <li>
            L’écart entre vos points et ceux des ménages qui ont eu un logement semblable : même taille, même
            intercommunalité.
          </li>
        </ul>
        <p>
          Rien d’autre n’entre : ni votre nom, ni votre adresse, ni vos ressources. Cette chance ne change
          l’ordre de personne. La commission ne la voit pas.
        </p>
        <h2>Les cinq mots</h2>
        <ul>
          <li>Très faible : moins de 5 sur 100.</li>
          <li>Faible : de 5 à 14 sur 100.</li>
          <li>Moyenne : de 15 à 29 sur 100.</li>
          <li>Bonne : de 30 à 49 sur 100.</li>
          <li>Très bonne : 50 sur 100 et plus.</li>
        </ul>
      </div>
      {props.landlords.map((shown) => (
        <section key={shown.landlordId} class="card">
          <h2>{shown.landlordName}</h2>
          {shown.published === null ? <TooLittle shown={shown} /> : <Reliability shown={shown} />}
        </section>
      ))}
    </Layout>
  );
}

function TooLittle({ shown }: { shown: ShownChances }): JSX.Element {
  return (
    <p>
      {`Trop peu de souhaits passés pour annoncer une chance : ${frenchCount(shown.known, 'souhait connu', 'souhaits connus')}, `}
      {`il en faut au moins ${shown.needed}. Aucun chiffre n’est montré en attendant.`}
    </p>
  );
}

function Reliability({ shown }: { shown: ShownChances }): JSX.Element | null {
  if (shown.published === null) return null;
  const { model, fittedOn } = shown.published;
  return (
    <>
      <p>
        {`Calcul du ${frenchLongDate(fittedOn)}, appris sur ${frenchNumber(model.fitted + model.calibrated)} souhaits, `}
        {`puis vérifié sur les ${frenchNumber(model.heldBack)} plus récents, qu’il n’avait pas vus `}
        {`(souhaits du ${frenchLongDate(civilDate(model.firstOn))} au ${frenchLongDate(civilDate(model.lastOn))}).`}
      </p>
      <p>
        <strong>{`Écart moyen entre l’annoncé et l’arrivé : ${frenchPercent(model.calibrationError)}.`}</strong>{' '}
        {model.brier < model.brierOfBaseRate
          ? 'Le calcul fait mieux que d’annoncer la même chance à tous.'
          : 'Le calcul ne fait pas mieux que d’annoncer la même chance à tous : lisez-le avec prudence.'}
      </p>
      <Diagram
        id={`appris-${shown.landlordId}`}
        title="Sur les souhaits gardés pour la vérification"
        points={model.reliability}
      />
      {shown.followed.length === 0 ? (
        <p class="quiet">
          Aucun souhait exprimé sur le portail n’a encore reçu de réponse : le même dessin s’ajoutera ici avec
          les chances réellement affichées.
        </p>
      ) : (
        <Diagram
          id={`suivi-${shown.landlordId}`}
          title="Sur les chances affichées aux demandeurs"
          points={shown.followed}
        />
      )}
    </>
  );
}

function Diagram(props: { id: string; title: string; points: readonly ReliabilityBin[] }): JSX.Element {
  return (
    <>
      <h3>{props.title}</h3>
      <p class="small">
        Un point sur la ligne : ce qui est arrivé est ce qui était annoncé. Le trait montre ce que le hasard
        permet.
      </p>
      <ReliabilityDiagram
        id={props.id}
        title={props.title}
        points={props.points.map(({ published, ...bin }) => ({ announced: published, ...bin }))}
        format={(share) => frenchPercent(share)}
        labels={{ announced: 'Chance annoncée', happened: 'Arrivé', range: 'Étendue', count: 'Souhaits' }}
      />
    </>
  );
}
