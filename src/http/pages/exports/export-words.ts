/** Copies made beside the pages, in French. */
import {
  type ExportResult,
  type ExportSubject,
  exportParameters,
  exportResultSchema,
} from '../../../jobs/exports/export-subject.ts';
import { daysOfJobFiles } from '../../../jobs/file-port.ts';
import type { Job } from '../../../jobs/job.ts';
import { frenchNumber } from '../../../kernel/french.ts';
import { definitions } from '../../../reporting/indicators/indicator-of.ts';
import { filterInWords } from '../../../reporting/screen/filter.ts';

/** A copy as its person sees it. */
export type Copy = {
  job: Job;
  name: string;
  /** Its filter, where it has one. */
  detail: string | null;
  /** The file, while it can be taken; null before it is made and once it is erased. */
  file: (ExportResult & { until: Date }) | null;
};

const paperNames = {
  folder: 'Dossier des membres (PDF)',
  minutes: 'Procès-verbal (PDF)',
  minutesSheets: 'Procès-verbal (tableur)',
} as const;

export function copyOf(job: Job, now: Date): Copy {
  const asked = exportParameters.safeParse(job.parameters);
  const words = asked.success ? subjectWords(asked.data.subject) : named('Copie d’une autre version');
  const made = exportResultSchema.safeParse(job.result);
  const until = new Date((job.finishedAt ?? job.createdAt).getTime() + daysOfJobFiles * 86_400_000);
  return { job, ...words, file: made.success && now < until ? { ...made.data, until } : null };
}

type Words = Pick<Copy, 'name' | 'detail'>;

function named(name: string, detail: string | null = null): Words {
  return { name, detail };
}

function subjectWords(subject: ExportSubject): Words {
  switch (subject.what) {
    case 'indicator': {
      const { name, format, territory, from, until } = subject;
      const title = definitions.find((one) => one.name === name)?.title ?? name;
      const filter = filterInWords({ period: { from, until }, territory }, null);
      return named(`${title} (${format.toUpperCase()})`, filter);
    }
    case 'register':
      return named(`Événements pour le SNE : ${subject.file}`);
    case 'sitting':
      return named(paperNames[subject.paper]);
    case 'return':
      return named(`État à transmettre (${subject.format.toUpperCase()})`);
  }
}

/** "340 ko", "1,2 Mo". */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes >= 1 ? `${frenchNumber(megabytes, 1)} Mo` : `${Math.ceil(bytes / 1000)} ko`;
}
