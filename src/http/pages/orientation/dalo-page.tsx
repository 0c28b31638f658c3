/** Designations by the préfet under DALO, by what runs out first: the offer (P-06) and the mayor's opinion (P-07). */
import type { JSX } from 'preact';
import type { DaloClock } from '../../../committee/orientation/dalo-clock.ts';
import type { DaloLine } from '../../../committee/orientation/special-port.ts';
import { type CivilDate, daysBetween } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import { fullAddress } from './orientation-words.ts';

export type ShownDalo = { line: DaloLine; clock: DaloClock; fileHref: string };

export function DaloPage(props: {
  frame: PageFrame;
  today: CivilDate;
  lines: readonly ShownDalo[];
  delayUncertain: boolean;
}): JSX.Element {
  return (
    <Layout
      frame={props.frame}
      title="Désignations DALO"
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/dalo', label: 'DALO' },
      ]}
    >
      <h1>{`Désignations du préfet au titre du DALO : ${frenchCount(props.lines.length, 'ménage')}`}</h1>
      <PageWords words={['dalo', 'caleol']} />
      <p class="prose">
        Ces désignations sont hors de la proposition : la commission examine un seul candidat s’il le faut
        (CCH R441-3). L’offre adaptée est due dans les trois mois de la décision de la commission de
        médiation, six mois outre-mer et dans les départements d’une agglomération de plus de 300 000
        habitants (R441-16-1). Le courrier d’offre dit qu’elle est faite au titre du DALO et qu’un refus peut
        faire perdre ce droit (R441-16-3). Le maire a quinze jours pour donner son avis au préfet (R441-16).
      </p>
      {props.delayUncertain ? (
        <p class="alert">
          La liste des départements à six mois n’est pas chargée : trois mois sont comptés, par prudence.
        </p>
      ) : null}
      {props.lines.length === 0 ? (
        <p class="card">
          Aucune désignation DALO en cours. Celles du préfet apparaîtront ici avec leur délai.
        </p>
      ) : (
        <section class="card">
          <ScrollBox label="Désignations DALO">
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Ménage et logement</th>
                  <th scope="col">Offre due</th>
                  <th scope="col">Avis du maire</th>
                </tr>
              </thead>
              <tbody>
                {props.lines.map((shown) => (
                  <DaloRow key={`${shown.line.vacancyId} ${shown.line.number}`} {...shown} {...props} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </section>
      )}
    </Layout>
  );
}

function DaloRow({
  line,
  clock,
  fileHref,
  frame,
  today,
}: ShownDalo & { frame: PageFrame; today: CivilDate }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a class="figure" href={fileHref}>
          {line.number}
        </a>
        <br />
        <span class="small quiet">{fullAddress(line)}</span>
        <br />
        <span class="small quiet">{`désigné le ${frenchShortDate(line.designatedOn)}`}</span>
      </th>
      <td>
        <span class={`tag ${offerTag(clock)}`}>{offerWords(line, clock, today)}</span>
        {line.decidedOn === null ? null : (
          <>
            <br />
            <span class="small quiet">{`décision du ${frenchShortDate(line.decidedOn)}`}</span>
          </>
        )}
      </td>
      <td>
        {mayorWords(line, clock, today)}
        {clock.mayor === 'answered' ? null : (
          <MayorForm line={line} asked={clock.mayor !== 'notAsked'} frame={frame} today={today} />
        )}
      </td>
    </tr>
  );
}

function offerTag({ offer }: DaloClock): string {
  return offer === 'made' ? 'tag-good' : offer === 'late' ? 'tag-bad' : 'tag-warn';
}

function offerWords(line: DaloLine, { offer, offerDueOn }: DaloClock, today: CivilDate): string {
  if (line.offerSentOn !== null) return `faite le ${frenchShortDate(line.offerSentOn)}`;
  if (offerDueOn === null || offer === 'unknown') return 'date de la décision à demander au préfet';
  const days = daysBetween(today, offerDueOn);
  if (days < 0) return `en retard de ${frenchCount(-days, 'jour')} (${frenchShortDate(offerDueOn)})`;
  return `avant le ${frenchShortDate(offerDueOn)}, dans ${frenchCount(days, 'jour')}`;
}

function mayorWords(line: DaloLine, { mayor, mayorDueOn }: DaloClock, today: CivilDate): string {
  if (line.mayorAnsweredOn !== null) return `donné le ${frenchShortDate(line.mayorAnsweredOn)}`;
  if (mayor === 'notAsked' || mayorDueOn === null) return 'pas encore demandé, d’après vos notes';
  if (mayor === 'silent') return `sans réponse depuis le ${frenchShortDate(mayorDueOn)} : le délai est passé`;
  return `attendu avant le ${frenchShortDate(mayorDueOn)}, dans ${frenchCount(daysBetween(today, mayorDueOn), 'jour')}`;
}

function MayorForm(props: {
  line: DaloLine;
  asked: boolean;
  frame: PageFrame;
  today: CivilDate;
}): JSX.Element {
  const { line, asked } = props;
  const id = `maire-${line.vacancyId}-${line.number}`;
  return (
    <form method="post" action="/agent/dalo/maire" class="gesture">
      <input type="hidden" name="_csrf" value={props.frame.csrfToken} />
      <input type="hidden" name="logement" value={line.vacancyId} />
      <input type="hidden" name="numero" value={line.number} />
      <label class="inline" for={id}>
        {asked ? 'Avis reçu le' : 'Avis demandé le'}
      </label>
      <input id={id} type="date" name="date" required max={props.today} />
      {asked ? (
        <select name="avis" aria-label="Avis du maire" required>
          <option value="">choisir l’avis</option>
          <option value="favourable">favorable</option>
          <option value="unfavourable">défavorable</option>
        </select>
      ) : null}
      <button type="submit">Noter</button>
    </form>
  );
}
