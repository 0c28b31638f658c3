/** One decided home: what is to do now, its ranked list with what became of each household, its offers, its story. */
import type { JSX } from 'preact';
import type { ToldAct } from '../../../access/journal-port.ts';
import { decisionNames } from '../../../committee/decision.ts';
import { afterExhaustedList } from '../../../committee/letting/lease-facts.ts';
import type { Place } from '../../../committee/letting/places.ts';
import { learnedOf } from '../../../committee/letting/stage.ts';
import {
  conditionInWords,
  placeInWords,
  refusalsInWords,
  stageInWords,
  stageNames,
} from '../../../committee/letting/words.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchShortDate } from '../../../kernel/french.ts';
import { householdInWords } from '../../../matching/candidate-sheet.ts';
import { PageWords } from '../../../views/page-words.tsx';
import { Layout, type PageFrame } from '../layout.tsx';
import {
  AnswerForm,
  KeysForm,
  LeaseForm,
  type LettingFormProps,
  ReceiptForm,
  ReturnForm,
  SendOfferForm,
} from './letting-forms.tsx';
import { type EndedList, Learned, Offers, Story } from './letting-history.tsx';
import type { ShownLetting } from './letting-reading.ts';
import { lettingPath } from './lettings-page.tsx';
import { Checks, documentLabel } from './place-checks.tsx';
import { RenunciationForm } from './renunciation-form.tsx';

export type LettingPageProps = {
  frame: PageFrame;
  today: CivilDate;
  letting: ShownLetting;
  /** Acts on this home, newest first. */
  story: readonly ToldAct[];
  /** Earlier lists that ended without a lease. */
  learned: readonly EndedList[];
  /** Address of a household's file. */
  filePath: (number: string) => string;
  /** What was just done, or why it was not. */
  message: { text: string; good: boolean } | null;
};

export function LettingPage(props: LettingPageProps): JSX.Element {
  const { letting, message } = props;
  const { home } = letting.home;
  return (
    <Layout
      frame={props.frame}
      title={`Suites : ${letting.title}`}
      crumbs={[
        { href: '/agent', label: 'Ma journée' },
        { href: '/agent/suites', label: 'Suites des séances' },
      ]}
    >
      <h1>{letting.title}</h1>
      <ul class="facts">
        <li>{home.address}</li>
        <li>
          loyer {frenchEuros(home.rentCents)} + charges {frenchEuros(home.chargesCents)}
        </li>
        <li>financement {home.financing}</li>
        <li>{letting.holderName === null ? 'non réservé' : `réservataire : ${letting.holderName}`}</li>
        <li>{home.qpvCode === null ? 'hors QPV' : `en QPV (${home.qpvCode})`}</li>
        <li>
          <a href={`/agent/seances/${letting.home.sessionId}`}>
            décidé en séance du {frenchShortDate(letting.home.heldOn)}
          </a>
        </li>
        <li>
          <a href={`/agent/logements/${encodeURIComponent(letting.vacancyId)}`}>vie du logement</a>
        </li>
      </ul>
      <PageWords words={['caleol', 'qpv', 'dalo', 'priority', 'financing', 'holder', 'rank']} />
      {message === null ? null : (
        <p class={message.good ? 'proof' : 'alert alert-bad'} role="status">
          {message.text}
        </p>
      )}
      <Now {...props} />
      <section class="card" aria-labelledby="liste">
        <h2 id="liste">La liste décidée</h2>
        <ol class="entries">
          {letting.places.map((place) => (
            <PlaceEntry key={place.number} {...props} place={place} />
          ))}
        </ol>
      </section>
      <Offers {...props} />
      <Learned learned={props.learned} />
      <Story story={props.story} />
    </Layout>
  );
}

/** The one thing to do now. */
function Now(props: LettingPageProps): JSX.Element {
  const { letting } = props;
  const { stage, home } = letting;
  return (
    <section class="card" aria-labelledby="maintenant">
      <h2 id="maintenant">{stageNames[stage.kind]}</h2>
      <p class="lead">{stageInWords(stage)}</p>
      {stage.place === null ? null : <Household {...props} place={stage.place} />}
      <Gesture {...props} />
      {stage.kind === 'exhausted' ? <Exhausted home={home} today={props.today} /> : null}
    </section>
  );
}

function Gesture({ letting, today, frame }: LettingPageProps): JSX.Element | null {
  const { stage, home } = letting;
  const { place } = stage;
  const form: LettingFormProps = { csrfToken: frame.csrfToken, path: lettingPath(letting.vacancyId), today };
  if (stage.kind === 'exhausted') return <ReturnForm {...form} />;
  if (home.lease !== null) {
    return <KeysForm {...form} signedOn={home.lease.signedOn} givenOn={home.keysGivenOn} />;
  }
  if (place === null) return null;
  if (stage.kind === 'toOffer') {
    const before = letting.places
      .slice(0, letting.places.indexOf(place))
      .filter(({ state }) => state.kind === 'barred');
    return <SendOfferForm {...form} place={place} before={before} replyDays={home.offerReplyDays} />;
  }
  if (stage.kind === 'toSign') return <LeaseForm {...form} place={place} />;
  if (stage.kind !== 'offered' || place.offer === null) return null;
  return (
    <>
      <AnswerForm {...form} offer={place.offer} late={false} />
      <ReceiptForm {...form} offer={place.offer} />
    </>
  );
}

function Exhausted({ home, today }: { home: ShownLetting['home']; today: CivilDate }): JSX.Element {
  const learned = learnedOf(home, today);
  const { reservationFails, designates } = afterExhaustedList(home, today);
  return (
    <>
      <p>{refusalsInWords(learned.refusals)}</p>
      {reservationFails ? (
        <p>
          Les candidats du réservataire n’ont pas abouti : le logement comptera parmi ceux du bailleur pour le
          quart prioritaire (L441-1).
          {designates === 'mayor'
            ? ' En QPV, il est mis à la disposition du maire, qui désigne des ménages hors 1er quartile.'
            : ''}
        </p>
      ) : designates === 'holder' ? (
        <p>Aucun candidat du réservataire n’était sur cette liste : le logement reste orienté vers lui.</p>
      ) : null}
    </>
  );
}

function Household({ place, filePath, today }: LettingPageProps & { place: Place }): JSX.Element {
  const { application } = place.candidate;
  return (
    <p>
      <a href={filePath(place.number)}>{application?.name ?? 'Dossier du ménage'}</a>
      {application === null ? '' : `, ${householdInWords(application.household, today)}`}
    </p>
  );
}

function PlaceEntry(props: LettingPageProps & { place: Place }): JSX.Element {
  const { place, letting, today, frame } = props;
  const { decision } = place.candidate;
  const silent = place.state.kind === 'refused' && place.state.how === 'silence' && place.offer !== null;
  return (
    <li class="entry">
      <div class="rank">
        {place.rank ?? '–'}
        <small>{place.rank === null ? 'sans rang' : 'rang'}</small>
      </div>
      <div>
        <h3>
          {placeInWords(place)}
          <span class="total quiet small">{decisionNames[decision.kind]}</span>
        </h3>
        <Household {...props} />
        {place.condition === null ? null : (
          <p>
            {conditionInWords(place.condition)} : {documentLabel(place.condition.document, today)}.
          </p>
        )}
        <Checks place={place} />
        {silent && place.offer !== null && letting.home.lease === null ? (
          <details class="no-print">
            <summary>Une réponse est pourtant arrivée…</summary>
            <AnswerForm
              csrfToken={frame.csrfToken}
              path={lettingPath(letting.vacancyId)}
              today={today}
              offer={place.offer}
              late
            />
          </details>
        ) : null}
        {place.offer?.answer === 'accepted' && letting.home.lease === null ? (
          <RenunciationForm
            csrfToken={frame.csrfToken}
            path={lettingPath(letting.vacancyId)}
            today={today}
            offer={place.offer}
          />
        ) : null}
      </div>
    </li>
  );
}
