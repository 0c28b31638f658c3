/** What each class of households lives beside the others: gaps that are seen, never explained. */
import type { ComponentChildren, JSX } from 'preact';
import { frenchCount, frenchLongDate, frenchNumber, frenchPercent } from '../../../kernel/french.ts';
import type { DimensionRows, DimensionWaits } from '../../../reporting/equity/audit.ts';
import type { DriftReport } from '../../../reporting/equity/drift.ts';
import type { DimensionCalibration } from '../../../reporting/equity/outcomes.ts';
import type { Period } from '../../../reporting/indicator.ts';
import { secrecyReason } from '../../../reporting/suppression/small-counts.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { CalibrationTable, DepartureTable, SuccessTable, WaitTable } from './equity-tables.tsx';

export type EquityReading = {
  period: Period;
  k: number;
  success: readonly DimensionRows[];
  waits: readonly DimensionWaits[];
  drift: DriftReport;
  calibration: readonly DimensionCalibration[];
  departures: readonly DimensionRows[];
  households: number;
  /** Wishes that were told a chance, and candidates of decided homes; whatever their class. */
  told: number;
  ranked: number;
};

export function EquityPage({ frame, reading }: { frame: PageFrame; reading: EquityReading }): JSX.Element {
  const { period, k } = reading;
  return (
    <Layout frame={frame} title="Audit d’équité">
      <h1>Audit d’équité</h1>
      <p class="lead prose">
        {`Du ${frenchLongDate(period.from)} au ${frenchLongDate(period.until)}, sur ${frenchCount(reading.households, 'ménage logé ou en attente', 'ménages logés ou en attente')}. `}
        <strong>Un écart ici est un écart constaté, pas une cause</strong> : deux groupes diffèrent toujours
        par plusieurs choses à la fois.
      </p>
      <p class="prose">
        Jamais la nationalité, l’origine des personnes ni le sexe. D’un besoin de santé, on ne lit que le
        logement adapté demandé, jamais pourquoi. Personne n’est nommé.
      </p>
      <PageWords words={['firstQuartile', 'qpv', 'caleol']} />
      <p class="alert">{secrecyReason(k)}</p>
      <Alarms drift={reading.drift} k={k} />
      <Part
        title="Être logé"
        intro="Part des ménages logés dans la période, parmi eux et ceux qui attendent encore. L’intervalle contient neuf vraies parts sur dix. Un écart n’est signalé que s’il dépasse ce que le hasard ferait, en comptant tous les groupes regardés (Holm, 5 %)."
        empty="Aucun bail et aucune demande dans cette période."
      >
        {reading.success.map((dimension) => (
          <SuccessTable key={dimension.key} dimension={dimension} />
        ))}
      </Part>
      <p class="prose">
        La voie de la demande n’est connue que des ménages logés : elle n’est comparée que pour l’attente.
      </p>
      <Part
        title="Attendre"
        intro="De la demande au bail, pour les ménages logés. La médiane : la moitié a attendu moins. Le 90e centile : un ménage sur dix a attendu plus."
        empty="Aucun bail dont l’attente soit connue."
      >
        {reading.waits.map((dimension) => (
          <WaitTable key={dimension.key} dimension={dimension} />
        ))}
      </Part>
      <Part
        title="Chances annoncées, et ce qui est arrivé"
        intro="Une chance annoncée doit valoir autant pour chacun. « À revoir » : l’annoncé est hors de l’intervalle de l’arrivé."
        empty="Aucun souhait répondu n’avait reçu de chance annoncée : rien à comparer encore."
      >
        {reading.told === 0
          ? []
          : reading.calibration.map((dimension) => (
              <CalibrationTable key={dimension.key} dimension={dimension} />
            ))}
      </Part>
      <Part
        title="Quand la commission s’écarte de la proposition"
        intro="Parmi les ménages proposés à un rang, ceux que la commission a classés plus bas ou n’a pas classés. La commission décide ; ce tableau lui montre ses propres habitudes."
        empty={
          reading.ranked === 0
            ? 'Aucune séance close dans la période.'
            : 'Aucun écart à comparer : la commission a suivi tous les rangs proposés, ou aucun.'
        }
      >
        {reading.departures.map((dimension) => (
          <DepartureTable key={dimension.key} dimension={dimension} />
        ))}
      </Part>
      <section class="card prose">
        <h2>Stabilité d’une séance</h2>
        <p>Combien de rangs bougent ailleurs quand un ménage se retire ? On refait le calcul sans lui.</p>
        <p>
          <a href="/agent/equite/stabilite">Mesurer la stabilité du dernier calcul</a>
        </p>
      </section>
    </Layout>
  );
}

function Part(props: {
  title: string;
  intro: string;
  empty: string;
  children: readonly ComponentChildren[];
}): JSX.Element {
  return (
    <section class="card">
      <h2>{props.title}</h2>
      <p class="prose">{props.intro}</p>
      {props.children.length === 0 ? <p>{props.empty}</p> : props.children}
    </section>
  );
}

function Alarms({ drift, k }: { drift: DriftReport; k: number }): JSX.Element {
  const { before, alarms, tested } = drift;
  return (
    <section class="card prose">
      <h2>Alertes de dérive</h2>
      {before.length === 0 ? (
        <p>Pas de semestre antérieur entier à comparer.</p>
      ) : (
        <p>
          {`Ce semestre (depuis le ${frenchLongDate(drift.now.from)}) contre ${frenchCount(before.length, 'semestre d’avant', 'semestres d’avant')} : ${frenchCount(tested, 'groupe comparé', 'groupes comparés')} au reste des ménages. `}
          {`Ce qui change pour tous ne compte pas ; les groupes de moins de ${k} ménages ne sont pas lus.`}
        </p>
      )}
      {alarms.length === 0 ? (
        <p>Aucune alerte : aucun groupe ne s’écarte plus que le hasard.</p>
      ) : (
        <ul>
          {alarms.map(({ dimension, label, now, before: then, direction }) => (
            <li key={`${dimension} ${label}`}>
              <strong>{`${dimension}, ${label.toLowerCase()}`}</strong>
              {` : ${frenchPercent(now.count / now.of)} logés ce semestre (${frenchNumber(now.count)} sur ${frenchNumber(now.of)}), contre ${frenchPercent(then.count / then.of)} avant. `}
              {`Part ${direction === 'higher' ? 'en hausse' : 'en baisse'} par rapport aux autres : écart constaté, pas une cause.`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
