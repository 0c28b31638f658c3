/** An extract of the register, pasted or as a file, compared with our files; and a pasted column of numbers. */
import type { Request, Router } from 'express';
import { z } from 'zod';
import { readPastedNumbers } from '../../../committee/register/pasted-numbers.ts';
import { differences, reconciledFields } from '../../../committee/register/reconcile.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CivilDate } from '../../../kernel/civil-date.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { uploadedFiles, uploadRefusalSentence } from '../../upload.ts';
import { frameOf } from '../frame.ts';
import { ExtractPage } from './extract-page.tsx';
import { extractUpload, openExtract, type ReadExtract, readExtract, sealExtract } from './extract-reading.ts';
import { NumbersPage } from './numbers-page.tsx';
import { namedFile, readerOf } from './register-reach.ts';

const shownDifferences = 100;
const pastedText = z.string().max(4_000_000);

/** Mounted under the guard of `/agent/sne`. */
export function extractRoutes(router: Router, dependencies: HttpDependencies): void {
  const { register, sessionSecret, today } = dependencies;
  router.post('/agent/sne/extrait', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const read = await extractOf(request, today());
    const reader = await readerOf(user, dependencies);
    const live = read.ok ? read.live : [];
    const endedNumbers = read.ok ? read.ended : [];
    const held = await register.held(reader, [...live.map(({ number }) => number), ...endedNumbers]);
    const byNumber = new Map(held.map((file) => [file.application.number, file]));
    const compared = live.flatMap((theirs) => {
      const file = byNumber.get(theirs.number);
      return file ? [{ theirs, file, found: differences(file.application, theirs, today()) }] : [];
    });
    const differing = compared.filter(({ found }) => found.length > 0).slice(0, shownDifferences);
    const confirmed = read.ok
      ? await register.confirm(askedBy(user, dependencies), {
          live: live.filter((theirs) => byNumber.has(theirs.number)),
          ended: endedNumbers.filter((ended) => byNumber.has(ended)),
        })
      : 0;
    sendPage(
      response,
      <ExtractPage
        frame={frameOf(request, dependencies)}
        read={read}
        differing={differing.map(({ file, found }, index) => ({
          index,
          file: namedFile(dependencies, file.application),
          isProtected: file.isProtected,
          differences: found,
        }))}
        same={compared.filter(({ found }) => found.length === 0).length}
        unknown={live.map(({ number }) => number).filter((number) => !byNumber.has(number))}
        ended={endedNumbers.flatMap((number) => {
          const file = byNumber.get(number);
          return file?.application.status === 'live' ? [namedFile(dependencies, file.application)] : [];
        })}
        confirmed={confirmed}
        sealed={sealExtract(
          differing.map(({ theirs }) => theirs),
          sessionSecret,
        )}
      />,
    );
  });
  router.post('/agent/sne/extrait/choix', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const body = readInput(z.looseObject({ extrait: pastedText }), request.body);
    const extract = openExtract(body.extrait, sessionSecret);
    if (extract === null) {
      throw new AppError('bad-request', 'Cet extrait n’est plus celui qui a été comparé.', {
        hint: 'Collez-le de nouveau.',
      });
    }
    const asked = askedBy(user, dependencies);
    const reach = await register.held(
      await readerOf(user, dependencies),
      extract.map(({ number }) => number),
    );
    const within = new Set(reach.map(({ application }) => application.number));
    for (const [index, theirs] of extract.entries()) {
      if (!within.has(theirs.number)) continue;
      const chosen = (value: string) =>
        reconciledFields.filter((field) => body[`choix.${index}.${field}`] === value);
      const { number } = theirs;
      // Corrections first: they carry our value, which the second step may change for other fields only.
      await register.askCorrections(asked, { number, fields: chosen('corriger') });
      await register.takeFields(asked, { number, theirs, fields: chosen('reprendre') });
    }
    response.redirect(303, '/agent/sne?fait=choix');
  });
}

/** What was pasted or sent as a file; a refusal in words where it is neither, or not an extract. */
export async function extractOf(request: Request, today: CivilDate): Promise<ReadExtract> {
  const files = uploadedFiles(request);
  if (!files.ok) {
    return { ok: false, message: uploadRefusalSentence(files.refusal, extractUpload), hint: '' };
  }
  const { extrait } = readInput(z.object({ extrait: pastedText.optional() }), request.body);
  const extract = files.value[0]?.bytes ?? extrait ?? '';
  if (extract.length > 0) return await readExtract(extract, today);
  return { ok: false, message: 'Rien n’a été envoyé.', hint: 'Collez l’extrait, ou choisissez son fichier.' };
}

/** What somebody pastes from a spreadsheet or a message, as the files that it names. */
export function numberRoutes(router: Router, dependencies: HttpDependencies): void {
  const { register, files: references, today } = dependencies;
  router.post('/agent/sne/numeros', async (request, response) => {
    const user = userWhoMay(request, 'register.write');
    const { colonne } = readInput(z.object({ colonne: z.string().max(200_000) }), request.body);
    const pasted = readPastedNumbers(colonne);
    const held = await register.held(await readerOf(user, dependencies), pasted.numbers);
    sendPage(
      response,
      <NumbersPage
        frame={frameOf(request, dependencies)}
        today={today()}
        pasted={pasted}
        files={held.map((file) => ({
          ...file,
          path: `/agent/dossiers/${references.of(file.application.number)}`,
        }))}
        text={colonne}
      />,
    );
  });
  router.get(['/agent/sne/numeros', '/agent/sne/extrait'], (_request, response) => {
    response.redirect(303, '/agent/sne');
  });
}
