/** What is proposed to me: the home without its address, what I would pay beside today, what was checked, yes or no. */
import type { JSX } from 'preact';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { frenchEuros, frenchLongDate } from '../../../kernel/french.ts';
import { type Consent, consentToday } from '../../../portal/exchanges/consent.ts';
import type { TenantProposal } from '../../../portal/exchanges/exchange-port.ts';
import type { MoveChecks } from '../../../portal/exchanges/move-checks.ts';
import { offeredInWords } from '../../../portal/exchanges/words.ts';
import { ScrollBox } from '../../../views/scroll-box.tsx';
import type { WishPageProps } from './wish-page-props.ts';

export function Proposals(props: WishPageProps): JSX.Element {
  const { proposals } = props.exchange;
  if (proposals.length === 0) {
    return (
      <section class="card" aria-labelledby="propositions">
        <h2 id="propositions">Ce qui m’est proposé</h2>
        <p>Rien pour le moment. Vous recevrez un message dès qu’un logement peut vous convenir.</p>
      </section>
    );
  }
  return (
    <>
      {proposals.map((proposal) => (
        <Proposal key={proposal.step.id} {...props} proposal={proposal} />
      ))}
    </>
  );
}

function Proposal(props: WishPageProps & { proposal: TenantProposal }): JSX.Element {
  const { proposal, today } = props;
  const { step } = proposal;
  const consent = consentToday(step, today);
  const isOpen = consent === 'asked' && isLive(proposal);
  const id = `proposition-${step.id}`;
  return (
    <section class={isOpen ? 'card next' : 'card'} aria-labelledby={id}>
      <h2 id={id}>
        {isOpen ? 'On me propose' : 'On m’a proposé'} {offeredInWords(step.checks.home)}
      </h2>
      <Where proposal={proposal} consent={consent} />
      {isOpen && (
        <>
          <Costs checks={step.checks} />
          <Checked checks={step.checks} />
          <YesOrNo {...props} />
        </>
      )}
      {consent === 'given' && isLive(proposal) && step.checks.agendaVacancyId === null && props.mayAct && (
        <AnswerForm {...props} answers={[['refused', 'Finalement, je dis non']]} />
      )}
    </section>
  );
}

function isLive({ planState, step, isBroken }: TenantProposal): boolean {
  return planState === 'consulting' && !step.checks.fallen && step.checks.doneOn === null && !isBroken;
}

/** Never an answer without what comes next and until when. */
function Where({ proposal, consent }: { proposal: TenantProposal; consent: Consent }): JSX.Element {
  const { step, planState, kind, isBroken } = proposal;
  const day = (date: CivilDate | null) => (date === null ? '' : ` le ${frenchLongDate(date)}`);
  if (step.checks.doneOn !== null) {
    return (
      <p>
        C’est fait : ce logement est le vôtre depuis le {frenchLongDate(step.checks.doneOn)}.{' '}
        {step.checks.swapOfRight ? 'Chacune des deux familles a repris le bail de l’autre.' : ''}
      </p>
    );
  }
  const isOver = step.checks.fallen || planState === 'dropped' || isBroken;
  if (isOver && consent !== 'refused' && consent !== 'lapsed') {
    return (
      <p>
        Cette possibilité n’existe plus. Vous gardez votre logement. Votre souhait reste enregistré, et nous
        cherchons autrement.
      </p>
    );
  }
  switch (consent) {
    case 'given':
      return step.checks.agendaVacancyId === null ? (
        <p>
          Vous avez dit <strong>oui</strong>
          {day(step.consentOn)}. Nous attendons la réponse des autres ménages. Ne donnez pas encore votre
          préavis.
        </p>
      ) : (
        <p>
          Tous les ménages ont dit oui. La commission d’attribution décide ensuite, et nous vous écrivons sa
          décision.{' '}
          {step.checks.movesOn === null
            ? ''
            : `Déménagement prévu${day(step.checks.movesOn)}, si elle accepte.`}
        </p>
      );
    case 'refused':
      return (
        <p>
          Vous avez dit <strong>non</strong>
          {day(step.consentOn)}. Vous n’avez rien perdu : votre logement, vos droits et votre souhait restent.
        </p>
      );
    case 'lapsed':
      return (
        <p>
          Le délai s’est terminé{day(step.dueOn)}, sans réponse de votre part. Rien n’est perdu. Si ce
          logement vous intéresse encore, appelez-nous.
        </p>
      );
    default:
      return (
        <p class="lead">
          Répondez avant la fin du <strong>{step.dueOn === null ? '' : frenchLongDate(step.dueOn)}</strong>.{' '}
          {kind === 'swap'
            ? 'La loi donne ce droit : si les deux familles disent oui, chacune reprend le bail de l’autre.'
            : 'Un oui ne suffit pas : la commission d’attribution décide ensuite.'}
        </p>
      );
  }
}

function Costs({ checks }: { checks: MoveChecks }): JSX.Element {
  const rows = [
    ['Loyer avec les charges', checks.rentCents, checks.todayRentCents],
    ['Reste à payer, aide déduite', checks.leftToPayCents, checks.todayLeftToPayCents],
  ] as const;
  return (
    <ScrollBox label="Ce que je paierais chaque mois">
      <table class="plain beside">
        <thead>
          <tr>
            <th scope="col">Par mois</th>
            <th scope="col" class="number">
              Ce logement
            </th>
            <th scope="col" class="number">
              Le mien aujourd’hui
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, there, here]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td class="number">{euros(there)}</td>
              <td class="number">{euros(here)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function euros(cents: number | null): string {
  return cents === null ? 'non connu' : frenchEuros(Math.round(cents / 100) * 100);
}

function Checked({ checks }: { checks: MoveChecks }): JSX.Element {
  return (
    <>
      <h3>Ce que nous avons déjà vérifié</h3>
      <ul class="checks">
        <li>
          Ce logement est dans une commune et d’une taille que vous souhaitez
          {checks.home.energyClass === null ? '.' : `. Sa classe énergie est ${checks.home.energyClass}.`}
        </li>
        <li>
          {checks.swapOfRight
            ? 'La loi permet cet échange sans condition de revenus.'
            : checks.verdict === 'yes'
              ? 'Vos revenus connus ne dépassent pas le plafond, et votre demande est à jour.'
              : 'Une information manque dans votre dossier : nous vous la demanderons avant la commission.'}
        </li>
        {checks.words !== null && <li>Le locataire d’aujourd’hui dit : « {checks.words} »</li>}
        <li>L’aide au logement est estimée : seule la CAF ou la MSA décide de son montant.</li>
      </ul>
    </>
  );
}

function YesOrNo(props: WishPageProps & { proposal: TenantProposal }): JSX.Element {
  if (!props.mayAct) return <p>Votre mandat permet de lire, pas de répondre.</p>;
  return (
    <>
      <p>
        Vous pouvez demander une visite avant de répondre : appelez-nous. Si vous dites non, vous gardez votre
        logement, vos droits et votre souhait. Ce non ne compte pas comme un refus d’offre.
      </p>
      <AnswerForm
        {...props}
        answers={[
          ['given', 'Oui, je suis d’accord'],
          ['refused', 'Non, pas ce logement'],
        ]}
      />
    </>
  );
}

function AnswerForm({
  frame,
  proposal,
  answers,
}: WishPageProps & {
  proposal: TenantProposal;
  answers: readonly (readonly [string, string])[];
}): JSX.Element {
  return (
    <form method="post" action="/demandeur/logement/echange/reponse" class="gesture">
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="pas" value={proposal.step.id} />
      {answers.map(([value, label]) => (
        <button key={value} type="submit" name="reponse" value={value}>
          {label}
        </button>
      ))}
    </form>
  );
}
