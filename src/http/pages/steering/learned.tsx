/** What the forecast learned from the landlord's data, and what it assumes where they say nothing. */
import type { JSX } from 'preact';
import { frenchLongDate } from '../../../kernel/french.ts';
import type { YearForecast } from '../../../reporting/forecast/forecast.ts';
import { mostRecent, poolWeight, sameKindWeight } from '../../../reporting/forecast/mix.ts';

export function Learned({ forecast }: { forecast: YearForecast }): JSX.Element {
  return (
    <section class="card prose">
      <h2>Ce qui est appris, ce qui est supposé</h2>
      <h3>Appris de vos données</h3>
      <ul>
        <li>{`Les baux signés depuis le ${frenchLongDate(forecast.learnedFrom)} : combien, où, en quel mois.`}</li>
        <li>Le délai habituel entre le préavis et le bail, pour chaque logement en préavis ou déjà libre.</li>
        <li>
          {`La part qui compte : les baux des douze derniers mois (au plus ${mostRecent} d’entre eux, car les attributions changent) ; pour ${sameKindWeight} baux, ce que donnent vos objectifs de même nature ; pour ${poolWeight} baux, les demandes qui visent ces communes et ces tailles.`}
        </li>
      </ul>
      <h3>Supposé</h3>
      <ul>
        <li>Ce qui n’a pas encore été piloté continue comme l’année passée.</li>
        <li>
          Les logements en préavis sont loués chacun à son tour, sans lien entre eux ; un logement libre après
          le 31 décembre n’y est pas.
        </li>
        <li>Un logement sans préavis connu ni date : le délai est supposé (un sur deux en 75 jours).</li>
        <li>
          Les livraisons prévues de l’année sont étalées et réparties comme les baux, car la prévision du flux
          ne dit ni leur jour ni leur lieu.
        </li>
        <li>
          L’objectif d’un programme (une résidence) n’a pas de prévision : il pèse comme l’année à ce jour.
        </li>
        <li>Une ressource inconnue ne compte jamais dans une part (elle est au total seulement).</li>
      </ul>
      <p>
        L’intervalle contient le résultat huit fois sur dix si ces suppositions tiennent. Il est calculé par
        sommes exactes, sans tirage au hasard : les mêmes données donnent la même prévision.
      </p>
    </section>
  );
}
