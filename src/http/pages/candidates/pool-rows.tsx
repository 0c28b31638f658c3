/** Households of a pool, one block each: place and points, facts, then why, with article, datum and date. */
import type { JSX } from 'preact';
import { expiresSoon } from '../../../committee/candidates/staleness.ts';
import { frenchCount, frenchNumber, frenchShortDate } from '../../../kernel/french.ts';
import type { Reason, Verdict } from '../../../law/rule.ts';
import type { PoolDetail, PoolRow } from '../../../matching/pool-shape.ts';
import { HouseholdTags } from '../../../views/household-tags.tsx';
import { SheetFacts } from '../../../views/sheet-facts.tsx';
import { whyNotQuestion } from '../../../views/why-not-words.ts';
import { reasonInWords } from '../../../wording/index.ts';
import { verdictInWords } from '../../../wording/reason-sentence.ts';
import { flagSentence } from '../../../wording/run-sentences.ts';
import { outcomeWords } from '../file/file-words.ts';
import type { PoolPageProps } from './pool-props.ts';

export function PoolRows(props: PoolPageProps): JSX.Element {
  const { found, details } = props;
  if (found.rows.length === 0) {
    return <p>Aucun ménage ici. Élargissez la recherche, ou regardez un autre groupe.</p>;
  }
  return (
    <ol class="entries">
      {found.rows.map((row) => {
        const detail = details.get(row.number);
        return detail === undefined ? null : (
          <Household key={row.number} {...props} row={row} detail={detail} />
        );
      })}
    </ol>
  );
}

function Household(props: PoolPageProps & { row: PoolRow; detail: PoolDetail }): JSX.Element {
  const { row, detail, pool } = props;
  const known = props.known.get(row.number);
  const contact = props.contacts.get(row.number);
  const ref = props.fileRef(row.number);
  return (
    <li class="entry">
      <p class="rank">
        {row.order === null ? (
          <span aria-hidden="true">–</span>
        ) : (
          <>
            <span class="visually-hidden">Place </span>
            {row.order}
            <small>ordre</small>
          </>
        )}
      </p>
      <div>
        <h3>
          <span>{detail.sheet.householdInWords}</span>
          {row.totalPoints === null ? null : (
            <span class="total">{frenchCount(row.totalPoints, 'point')}</span>
          )}
        </h3>
        <p class="small quiet">
          {known?.name ?? 'Nom inconnu'} · demande {row.number}
          {known?.isProtected ? ' · dossier protégé' : ''}
        </p>
        {row.rank === null && row.askedAs === null && !props.doubtful.has(row.number) ? null : (
          <ul class="tags">
            {row.rank === null ? null : <li class="tag">{`Proposé au rang ${row.rank}`}</li>}
            {row.askedAs === null ? null : (
              <li class="tag">{`S’est porté candidat, son souhait n° ${row.askedAs}`}</li>
            )}
            {props.doubtful.has(row.number) ? (
              <li class="tag tag-warn">
                <a href="/agent/doublons">Doublon possible</a>
              </li>
            ) : null}
          </ul>
        )}
        <HouseholdTags sheet={detail.sheet} />
        {row.designated ? <p class="small">Désigné pour ce logement par le réservataire.</p> : null}
        {row.setAside === null ? null : (
          <p class="small">
            <strong>Écarté de la proposition par un agent :</strong> {row.setAside}
          </p>
        )}
        <SheetFacts sheet={detail.sheet} />
        <Dates row={row} today={props.today} />
        {row.group === 'eligible' ? <Flags detail={detail} /> : null}
        <Why row={row} detail={detail} />
        <p class="gesture no-print">
          <a class="button" href={`/agent/logements/${encodeURIComponent(pool.vacancyId)}/candidats/${ref}`}>
            Instruire
          </a>
          <a href={`/agent/dossiers/${ref}`}>Voir le dossier</a>
          {contact === undefined ? null : <span class="tag">{outcomeWords[contact]}</span>}
        </p>
      </div>
    </li>
  );
}

function Dates({ row, today }: { row: PoolRow; today: PoolPageProps['today'] }): JSX.Element {
  return (
    <ul class="facts small">
      <li>Déposée le {frenchShortDate(row.filedOn)}</li>
      <li>
        Valable jusqu’au {row.expiresOn === null ? 'jour inconnu' : frenchShortDate(row.expiresOn)}
        {expiresSoon(row, today) ? <strong class="state-warn"> ▲ à renouveler</strong> : null}
      </li>
      <li>{row.incomeYear === null ? 'Aucun revenu fiscal connu' : `Revenu fiscal de ${row.incomeYear}`}</li>
    </ul>
  );
}

function Flags({ detail }: { detail: PoolDetail }): JSX.Element | null {
  const { toExamine } = detail.sheet;
  if (toExamine.length === 0) return null;
  return (
    <p class="small">
      <strong>À examiner</strong> (ce n’est pas un refus) :{' '}
      {toExamine.map(({ code }) => flagSentence(code).toLocaleLowerCase('fr-FR')).join(', ')}.
    </p>
  );
}

/** Refused and unknown households open on what decides; the points of the others are one gesture away. */
function Why({ row, detail }: { row: PoolRow; detail: PoolDetail }): JSX.Element {
  const wanted: Verdict | null = row.group === 'refused' ? 'no' : row.group === 'unknown' ? 'unknown' : null;
  const deciding = detail.checks.flatMap(({ reasons }) =>
    reasons.filter(({ verdict }) => verdict === wanted),
  );
  return (
    <>
      {deciding.length === 0 ? null : (
        <ul class="why">
          {deciding.map((reason) => (
            <ReasonLine key={`${reason.rule} ${reason.code}`} reason={reason} />
          ))}
        </ul>
      )}
      <details>
        <summary>{row.totalPoints === null ? 'Toutes les règles' : 'Points et règles'}</summary>
        {row.totalPoints === null ? null : <Points row={row} detail={detail} />}
        <ul class="checks">
          {detail.checks.map((check) => (
            <li key={check.step}>
              <strong>{whyNotQuestion(check.step)}</strong> {verdictInWords(check.verdict)}
              <ul>
                {check.reasons.map((reason) => (
                  <ReasonLine key={`${reason.rule} ${reason.code}`} reason={reason} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Points({ row, detail }: { row: PoolRow; detail: PoolDetail }): JSX.Element {
  const lines = [...detail.scoreLines, ...detail.bonusLines].filter(({ points }) => points !== 0);
  return (
    <table class="plain small">
      <caption>Points qui font l’ordre</caption>
      <tbody>
        {lines.map(({ label, points }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="number">{frenchNumber(points)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Total</th>
          <td class="number">{frenchNumber(row.totalPoints ?? 0)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** A household's own wish is no rule of law, and has no number. */
function isRule(rule: string): boolean {
  return /^[A-Z]-\d/.test(rule);
}

function ReasonLine({ reason }: { reason: Reason }): JSX.Element {
  const dates = [...new Set(reason.facts.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])))];
  return (
    <li>
      {reasonInWords(reason)}{' '}
      <span class="small quiet">
        {`(${reason.article}${isRule(reason.rule) ? `, règle ${reason.rule}` : ''}${
          dates.length === 0 ? '' : `, donnée du ${dates.map(frenchShortDate).join(' et du ')}`
        })`}
      </span>
    </li>
  );
}
