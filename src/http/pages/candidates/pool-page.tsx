/** The pool of a home on the screen: its groups, what of its data is old, its search, and one page of households. */
import type { JSX } from 'preact';
import { groupCounts, stepCounts } from '../../../committee/candidates/pool-filter.ts';
import { stalenessOf } from '../../../committee/candidates/staleness.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { PoolGroup } from '../../../matching/pool-shape.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { reasonInWords } from '../../../wording/index.ts';
import { interestSentence } from '../../../wording/run-sentences.ts';
import { Layout } from '../layout.tsx';
import { Designated } from './designated.tsx';
import { type PoolPageProps, poolPath, titleOf } from './pool-props.ts';
import { PoolRows } from './pool-rows.tsx';
import { PoolSearch } from './pool-search.tsx';

const groupTitles: Readonly<Record<PoolGroup, string>> = {
  eligible: 'Peuvent avoir ce logement',
  unknown: 'Une donnée manque',
  refused: 'Ne peuvent pas l’avoir',
};

const groupSentences: Readonly<Record<PoolGroup, string>> = {
  eligible:
    'La loi permet à ces ménages d’avoir ce logement. Ils sont dans l’ordre de la grille votée et des objectifs publiés ; la commission reste libre.',
  unknown:
    'Rien ne leur interdit ce logement, mais une donnée manque pour que la loi réponde oui. Ils gardent leur place dans l’ordre.',
  refused:
    'Chacun avec la règle, la donnée utilisée et sa date. Une donnée corrigée peut changer la réponse.',
};

export function PoolPage(props: PoolPageProps): JSX.Element {
  const { frame, place, pool, filter, found } = props;
  const path = poolPath(pool.vacancyId);
  const title = titleOf(place);
  return (
    <Layout
      frame={frame}
      title={`Candidats — ${title}`}
      crumbs={[
        { href: '/agent/logements', label: 'Logements' },
        { href: path, label: `Candidats, ${title}` },
      ]}
    >
      <h1>{`Candidats : ${title}`}</h1>
      <p class="quiet">{`${place.home.address} · ${place.holderName ?? 'non réservé'} · ${place.home.financing}`}</p>
      <PageWords words={['dalo', 'priority', 'firstQuartile', 'transfer', 'apl', 'effort', 'holder']} />
      <Provenance {...props} />
      <Stale pool={pool} today={props.today} />
      <Designated {...props} />
      <nav class="tabs" aria-label="Groupes de ménages">
        <ul>
          {(['eligible', 'unknown', 'refused'] as const).map((group) => (
            <li key={group}>
              <a href={`${path}?groupe=${group}`} aria-current={group === filter.groupe ? 'page' : undefined}>
                {`${groupTitles[group]} (${frenchNumber(groupCounts(pool)[group], 0)})`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <section class="card" aria-labelledby="groupe">
        <h2 id="groupe">{groupTitles[filter.groupe]}</h2>
        <p class="prose">{groupSentences[filter.groupe]}</p>
        {filter.groupe === 'refused' ? <Steps pool={pool} /> : null}
        <PoolSearch
          path={path}
          csrfToken={frame.csrfToken}
          filter={filter}
          searched={props.searched}
          hasAdvert={props.asked !== null}
        />
        <p role="status">
          {frenchCount(found.found, 'ménage')}
          {props.searched === '' ? '' : ' pour cette recherche'}
          {found.pages > 1 ? `, page ${found.page} sur ${found.pages}` : ''}.
        </p>
        <PoolRows {...props} />
        <Pages path={path} csrfToken={frame.csrfToken} {...props} />
      </section>
    </Layout>
  );
}

/** Where the order comes from, so that nobody takes an old calculation for today's. */
function Provenance({ place, pool, asked }: PoolPageProps): JSX.Element {
  const counts = groupCounts(pool);
  return (
    <section class="card">
      <ul>
        {pool.reasons.map((reason) => (
          <li key={reason.code}>
            {reasonInWords(reason)} <span class="small quiet">({reason.article})</span>
          </li>
        ))}
      </ul>
      <p>
        {frenchCount(pool.considered, 'demande examinée', 'demandes examinées')} :{' '}
        {frenchNumber(counts.eligible, 0)} peuvent avoir ce logement, {frenchNumber(counts.unknown, 0)} à
        compléter, {frenchNumber(counts.refused, 0)} écartées. Le logement ne puise pas parmi{' '}
        {frenchCount(pool.notDrawnOn, 'autre demande', 'autres demandes')}.
      </p>
      {pool.interest === null ? null : <p>{interestSentence(pool.interest)}</p>}
      <AskedSince pool={pool} asked={asked} />
      <p class="small">
        {place.run === null ? (
          'Ce logement n’est dans aucune proposition : l’ordre est celui de la grille seule, avec les données d’aujourd’hui.'
        ) : (
          <>
            Ordre et points de la{' '}
            <a href={`/agent/calculs/${place.run.id}/logements/${encodeURIComponent(pool.vacancyId)}`}>
              proposition du {frenchShortDate(place.run.date)}
            </a>
            , avec les données lues ce jour-là. Une demande changée depuis demande une nouvelle proposition.
          </>
        )}
        {place.agenda === null
          ? ''
          : ` Ce logement est à l’ordre du jour de la séance du ${frenchShortDate(place.agenda.heldOn)}.`}
      </p>
    </section>
  );
}

/** Wishes of now, where the calculation that is shown did not know of them all. */
function AskedSince({ pool, asked }: Pick<PoolPageProps, 'pool' | 'asked'>): JSX.Element | null {
  if (asked === null || (pool.interest !== null && pool.interest.interested === asked.size)) return null;
  const among = pool.rows.filter(({ askedAs, group }) => askedAs !== null && group !== 'refused').length;
  return (
    <p>
      {`À ce jour, ${frenchCount(asked.size, 'ménage a', 'ménages ont')} répondu à l’annonce de ce logement, dont ${among} qui peuvent l’avoir. `}
      <a href={`${poolPath(pool.vacancyId)}?annonce=asked`}>Voir ceux qui ont répondu</a>.
    </p>
  );
}

function Stale({ pool, today }: Pick<PoolPageProps, 'pool' | 'today'>): JSX.Element | null {
  const { first, unproved, oldIncome, renewSoon } = stalenessOf(pool.rows, today);
  if (unproved + oldIncome + renewSoon === 0) return null;
  const among = first === 1 ? 'du seul candidat' : `des ${first} premiers`;
  return (
    <div class="alert">
      <ul>
        {unproved === 0 ? null : (
          <li>
            {unproved === 1
              ? `1 ${among} n’a pas de justificatif de ressources`
              : `${unproved} ${among} n’ont pas de justificatif de ressources`}{' '}
            : le quota du 1er quartile ne peut être prouvé.
          </li>
        )}
        {oldIncome === 0 ? null : (
          <li>
            {`${oldIncome} ${among} : aucun revenu fiscal récent (N-2 ou N-1) ; le plafond ne peut être vérifié.`}
          </li>
        )}
        {renewSoon === 0 ? null : (
          <li>{`${renewSoon} ${among} : la demande est à renouveler dans les deux mois, ou déjà échue.`}</li>
        )}
      </ul>
    </div>
  );
}

function Steps({ pool }: Pick<PoolPageProps, 'pool'>): JSX.Element {
  const steps = stepCounts(pool);
  const path = `${poolPath(pool.vacancyId)}?groupe=refused&etape=`;
  return (
    <ul class="facts">
      <li>
        <a href={`${path}law`}>{`Écartés par la loi : ${frenchNumber(steps.law, 0)}`}</a>
      </li>
      <li>
        <a href={`${path}size`}>{`Hors de l’échelle de tailles publiée : ${frenchNumber(steps.size, 0)}`}</a>
      </li>
      <li>
        <a href={`${path}wish`}>{`Ne souhaitent pas ce logement : ${frenchNumber(steps.wish, 0)}`}</a>
      </li>
      {steps.advert === 0 ? null : (
        <li>
          <a href={`${path}advert`}>{`N’ont pas répondu à l’annonce : ${frenchNumber(steps.advert, 0)}`}</a>
        </li>
      )}
    </ul>
  );
}

/** Pages of a search are asked again by form, so that what was searched stays out of addresses. */
function Pages(props: PoolPageProps & { path: string; csrfToken: string }): JSX.Element | null {
  const { found, filter, path, searched } = props;
  if (found.pages <= 1) return null;
  const others = [
    ...(found.page > 1 ? [{ page: found.page - 1, label: 'Page précédente' }] : []),
    ...(found.page < found.pages ? [{ page: found.page + 1, label: 'Page suivante' }] : []),
  ];
  return (
    <div class="gesture">
      {others.map(({ page, label }) => (
        <form key={page} method="post" action={path}>
          <input type="hidden" name="_csrf" value={props.csrfToken} />
          <input type="hidden" name="recherche" value={searched} />
          {Object.entries({ ...filter, page }).map(([name, value]) =>
            value === null ? null : <input key={name} type="hidden" name={name} value={String(value)} />,
          )}
          <button type="submit">{label}</button>
        </form>
      ))}
    </div>
  );
}
