/** Plays a stored study where it is called: on its thread in the service, in the caller's in tests. */
import type { CivilDate } from '../kernel/civil-date.ts';
import { yearPlayedAgain } from '../reporting/studies/past-year.ts';
import { runStudy } from '../reporting/studies/run-study.ts';
import type { StudiesPort } from '../reporting/studies/studies-port.ts';
import type { StudyResult } from '../reporting/studies/study.ts';

/** The past year read once, then played as it stands and as the study would have it. Throws where the study is gone. */
export async function playStudy(
  studies: Pick<StudiesPort, 'find' | 'pastYear'>,
  { landlordId, studyId, asOf }: { landlordId: string; studyId: string; asOf: CivilDate },
  tell: (share: number) => void,
): Promise<StudyResult> {
  const study = await studies.find(landlordId, studyId);
  if (!study) throw new Error('the study is gone');
  return runStudy(yearPlayedAgain(await studies.pastYear(landlordId, asOf)), study.input, tell);
}
