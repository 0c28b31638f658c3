/** The life of a freed home as a dated line: what happened, what is now, what comes next. */
import type { CivilDate } from '../../kernel/civil-date.ts';
import type { FreedHome } from './home-facts.ts';
import { type HomeLife, offerState } from './home-life.ts';
import { type Stage, stageNames, stages } from './stage.ts';

export type LifeStep = {
  label: string;
  /** Null: not dated, or not yet. */
  on: CivilDate | null;
  state: 'done' | 'now' | 'toCome';
  note: string | null;
};

/** From the notice to the keys, in order; a withdrawal ends the line where it happened. */
export function lifeLine(freed: FreedHome, life: HomeLife, date: CivilDate): LifeStep[] {
  const { vacancy, progress } = freed;
  const happened: LifeStep[] = [
    dated('Préavis reçu', vacancy.noticeReceivedOn),
    dated('Visite de sortie', progress.exitVisitOn),
    ...worksSteps(freed, date),
    ...availability(freed, date),
    ...orientation(freed),
    ...committee(freed),
    ...offers(freed, date),
    dated('Bail signé', freed.leaseSignedOn),
    dated('Clés remises', progress.keysGivenOn),
  ].filter((step) => step.on !== null);
  // In the order of time; steps of one day keep the order of a home's life.
  const past = happened.filter(({ state }) => state === 'done');
  past.sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : (a.on ?? '') > (b.on ?? '') ? 1 : 0));
  const coming = happened.filter(({ state }) => state === 'toCome');
  return [...past, nowStep(life), ...coming, ...laterSteps(life.stage)];
}

function dated(label: string, on: CivilDate | null, note: string | null = null): LifeStep {
  return { label, on, state: 'done', note };
}

function worksSteps({ vacancy, progress }: FreedHome, date: CivilDate): LifeStep[] {
  const until = progress.worksUntilOn;
  if (until === null) return [];
  const over = until < date;
  const running = vacancy.status === 'works' || vacancy.withdrawal === 'heavyWorks';
  const note = over && running ? 'prévue pour ce jour, pas encore constatée' : null;
  return [{ label: 'Fin des travaux', on: until, state: over ? 'done' : 'toCome', note }];
}

function availability({ vacancy }: FreedHome, date: CivilDate): LifeStep[] {
  const on = vacancy.availableOn;
  if (on === null || vacancy.status === 'withdrawn') return [];
  return [{ label: 'Disponible', on, state: on <= date ? 'done' : 'toCome', note: null }];
}

function orientation({ vacancy, orientation: decided, holderName }: FreedHome): LifeStep[] {
  const on = decided?.on ?? vacancy.orientedOn;
  const toHolder = vacancy.holderId !== null;
  const failed = vacancy.reservationFailed ? 'revenu : le réservataire n’a pas abouti' : null;
  return [dated(toHolder ? `Orienté : ${holderName ?? vacancy.holderId}` : 'Orienté', on, failed)];
}

function committee({ agenda, decision }: FreedHome): LifeStep[] {
  const steps: LifeStep[] = [];
  if (decision !== null) {
    const ranked = decision.candidates.filter(({ rank }) => rank !== null).length;
    steps.push(dated('Décidé en commission', decision.decidedOn, `${ranked} ménage(s) classé(s)`));
  }
  if (agenda?.state === 'postponed') steps.push(dated('Reporté en séance', agenda.heldOn));
  return steps;
}

function offers({ offers: sent }: FreedHome, date: CivilDate): LifeStep[] {
  return sent.map((offer) => {
    const { state } = offerState(offer, date);
    const note =
      state === 'accepted' ? 'acceptée' : state === 'refused' ? 'refusée ou sans réponse' : 'en attente';
    return dated(`Proposé au rang ${offer.rank}`, offer.sentOn, note);
  });
}

function nowStep(life: HomeLife): LifeStep {
  return { label: stageNames[life.stage], on: life.next.dueOn, state: 'now', note: null };
}

function laterSteps(stage: Stage): LifeStep[] {
  if (stage === 'withdrawn' || stage === 'keys') return [];
  const order = stages.filter((one) => one !== 'withdrawn');
  return order
    .slice(order.indexOf(stage) + 1)
    .map((later) => ({ label: stageNames[later], on: null, state: 'toCome', note: null }));
}
