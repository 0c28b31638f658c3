/** Long tasks in French, for those who run the service. */
import { type Job, type JobKind, type JobState, jobKinds } from '../../../jobs/job.ts';
import { sharedRunSchema } from '../../../jobs/run-session-job.ts';
import { civilDateInParis, hourInParis } from '../../../kernel/civil-date.ts';
import { frenchCount, frenchShortDate } from '../../../kernel/french.ts';

const kindNames: Readonly<Record<JobKind, string>> = {
  'run-session': 'Calcul d’une séance',
  study: 'Étude d’une autre politique',
  'day-act': 'Échéances du jour',
  import: 'Import d’un fichier',
  'print-letters': 'Impression de courriers',
  export: 'Copie préparée en arrière-plan',
  purge: 'Effacement de ce qui est échu',
};

/** A row may be of a kind that this version does not know. */
export function kindName(kind: string): string {
  const known = jobKinds.find((each) => each === kind);
  return known === undefined ? 'Tâche d’une autre version' : kindNames[known];
}

const stateNames: Readonly<Record<JobState, readonly [one: string, many: string]>> = {
  dead: ['abandonnée', 'abandonnées'],
  failed: ['refusée', 'refusées'],
  running: ['en cours', 'en cours'],
  queued: ['en attente', 'en attente'],
  cancelled: ['interrompue', 'interrompues'],
  done: ['terminée', 'terminées'],
};

export function stateName(state: JobState, count: number): string {
  return stateNames[state][count > 1 ? 1 : 0];
}

/** The order in which an administrator looks: what needs a hand first. */
export const statesInOrder: readonly JobState[] = [
  'dead',
  'failed',
  'running',
  'queued',
  'cancelled',
  'done',
];

export const stateMeanings: Readonly<Record<JobState, string>> = {
  dead: 'Elles sont tombées en panne à chaque essai et ne seront plus essayées d’elles-mêmes. Corrigez la cause, puis relancez-les.',
  failed:
    'Elles ont reçu une réponse négative, par exemple un logement déjà loué : la même demande aurait la même réponse.',
  running: 'Un processus y travaille. S’il s’arrête, un autre les reprend dans la minute.',
  queued: 'Elles attendent un processus libre, ou l’heure de leur prochain essai.',
  cancelled: 'Quelqu’un les a interrompues.',
  done: 'Leur résultat est enregistré.',
};

/** "21/11/2026 à 14:05", in Paris. */
export function instantInWords(instant: Date): string {
  return `${frenchShortDate(civilDateInParis(instant))} à ${hourInParis(instant)}`;
}

/** "Réparti sur 3 postes, dont 1 perdu en route"; null where one process computed it alone. */
function sharingStory({ kind, result }: Job): string | null {
  const told = kind === 'run-session' ? sharedRunSchema.safeParse(result) : null;
  if (!told?.success) return null;
  const { workers, takenBack } = told.data.shared;
  const lost = takenBack === 0 ? '' : `, dont ${frenchCount(takenBack, 'perdu', 'perdus')} en route`;
  return `Réparti sur ${frenchCount(workers + 1, 'poste', 'postes')}${lost}`;
}

/** What is known of it now: its step, what went wrong, when it is tried again. */
export function taskStory(job: Job): string {
  const shared = sharingStory(job);
  const parts = [
    ...(shared === null ? [] : [shared]),
    ...(job.step === null || job.state === 'done' ? [] : [job.step]),
    ...(job.error === null ? [] : [job.error]),
    ...(job.state === 'queued' && job.faults > 0
      ? [`Prochain essai le ${instantInWords(job.nextAttemptAt)}.`]
      : []),
    ...(job.cancelRequested && job.state === 'running' ? ['Interruption demandée.'] : []),
  ];
  return parts.length === 0 ? '—' : parts.join(' · ');
}
