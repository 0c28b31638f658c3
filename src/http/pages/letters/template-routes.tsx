/** Editing the texts of letters, with a preview, for administrators and secretaries. */
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { composeLetter } from '../../../committee/letters/compose-letter.ts';
import { type LetterKind, letterKinds, letterNames } from '../../../committee/letters/letter-kind.ts';
import type { TemplateRefusal } from '../../../committee/letters/letter-port.ts';
import { sampleHousehold, sampleSituation } from '../../../committee/letters/sample-situations.ts';
import { checkTemplate, templateTextSchema } from '../../../committee/letters/template.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { askedBy } from '../../asked.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { type CurrentUser, requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { sendPage } from '../../render-page.ts';
import { frameOf } from '../frame.ts';
import { LetterheadPage } from './letterhead-page.tsx';
import { TemplatePage } from './template-page.tsx';
import { TemplatesPage } from './templates-page.tsx';

const reviewDaysShown = 30;

const templateForm = z.object({
  objet: z.string().max(2_000),
  texte: z.string().max(20_000),
  version: z.coerce.number().int().min(0),
  geste: z.enum(['voir', 'enregistrer']),
});
const headForm = z.object({
  lieu: z.string().trim().min(1, 'la ville d’où les courriers sont datés').max(60),
  lignes: z
    .string()
    .max(600)
    .transform((text) =>
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .pipe(
      z
        .array(z.string().max(70, 'une ligne de 70 caractères au plus'))
        .min(1, 'une adresse où répondre')
        .max(6, 'six lignes au plus'),
    ),
  version: z.coerce.number().int().min(0),
});

export function templateRoutes(router: Router, dependencies: HttpDependencies): void {
  const { letters, today } = dependencies;
  router.use('/admin/courriers', requirePermission('template.write'));
  router.get('/admin/courriers', async (request, response) => {
    const user = userWhoMay(request, 'template.write');
    const [templates, letterhead] = await Promise.all([
      letters.templates(user.landlordId),
      letters.letterhead(user.landlordId),
    ]);
    sendPage(
      response,
      <TemplatesPage
        frame={frameOf(request, dependencies)}
        templates={templates}
        letterhead={letterhead}
        landlordName={user.landlordName}
        saved={savedInWords(request.query.enregistre)}
      />,
    );
  });
  headRoutes(router, dependencies);

  const show = async (
    request: Request,
    response: Response,
    user: CurrentUser,
    shown: {
      kind: LetterKind;
      typed: { subject: string; body: string };
      faults: readonly string[];
      /** The version that the form was made from; null: the one in force. */
      basedOn: number | null;
    },
  ) => {
    const { kind, typed, faults } = shown;
    const [history, head] = await Promise.all([
      letters.templateHistory(user.landlordId, kind),
      letters.letterhead(user.landlordId),
    ]);
    const preview = checkTemplate(kind, typed).ok
      ? composeLetter(sampleSituation(kind, today()), {
          sender: { name: user.landlordName, place: head.place, lines: head.lines },
          household: sampleHousehold,
          on: today(),
          template: { ...typed, version: 0 },
          reviewDays: reviewDaysShown,
        })
      : null;
    sendPage(
      response,
      <TemplatePage
        frame={frameOf(request, dependencies)}
        kind={kind}
        typed={typed}
        basedOn={shown.basedOn ?? history[0]?.version ?? 0}
        history={history}
        faults={faults}
        preview={preview}
      />,
      faults.length === 0 ? 200 : 422,
    );
  };
  router.get('/admin/courriers/:kind', async (request, response) => {
    const user = userWhoMay(request, 'template.write');
    const kind = kindOf(request);
    const history = await letters.templateHistory(user.landlordId, kind);
    const asked = Number(request.query.version);
    const version = history.find((one) => one.version === asked) ?? history[0];
    if (!version) throw new Error('a kind of letter without a text');
    await show(request, response, user, { kind, typed: version, faults: [], basedOn: null });
  });
  router.post('/admin/courriers/:kind', async (request, response) => {
    const user = userWhoMay(request, 'template.write');
    const kind = kindOf(request);
    const form = readInput(templateForm, request.body);
    const typed = { subject: form.objet, body: form.texte };
    const shown = { kind, typed, basedOn: form.version };
    const parsed = templateTextSchema.safeParse(typed);
    const checked = checkTemplate(kind, typed);
    if (!parsed.success) {
      const tooShort = parsed.error.issues.map(({ message }) => `Attendu : ${message}.`);
      const faults = checked.ok ? tooShort : [...tooShort, ...checked.refusal];
      return show(request, response, user, { ...shown, faults });
    }
    if (!checked.ok || form.geste === 'voir') {
      return show(request, response, user, { ...shown, faults: checked.ok ? [] : checked.refusal });
    }
    const saved = await letters.saveTemplate(askedBy(user, dependencies), kind, parsed.data, form.version);
    if (!saved.ok) return show(request, response, user, { ...shown, faults: refusalLines(saved.refusal) });
    response.redirect(303, `/admin/courriers?enregistre=${kind}`);
  });
}

function headRoutes(router: Router, dependencies: HttpDependencies): void {
  const { letters } = dependencies;
  router.get('/admin/courriers/en-tete', async (request, response) => {
    const user = userWhoMay(request, 'template.write');
    const { place, lines, version } = await letters.letterhead(user.landlordId);
    const frame = frameOf(request, dependencies);
    const { landlordName } = user;
    const head = { frame, landlordName, place, lines, basedOn: version, refusal: null };
    sendPage(response, <LetterheadPage {...head} />);
  });
  router.post('/admin/courriers/en-tete', async (request, response) => {
    const user = userWhoMay(request, 'template.write');
    const { lieu, lignes, version } = readInput(headForm, request.body);
    const saved = await letters.saveLetterhead(
      askedBy(user, dependencies),
      { place: lieu, lines: lignes },
      version,
    );
    if (saved.ok) return response.redirect(303, '/admin/courriers?enregistre=en-tete');
    const head = {
      frame: frameOf(request, dependencies),
      landlordName: user.landlordName,
      place: lieu,
      lines: lignes,
      basedOn: version,
      refusal: refusalLines(saved.refusal).join(' '),
    };
    sendPage(response, <LetterheadPage {...head} />, 409);
  });
}

function kindOf(request: Request): LetterKind {
  const kind = letterKinds.find((known) => known === request.params.kind);
  if (kind) return kind;
  throw new AppError('not-found', 'Ce modèle n’existe pas.', { hint: 'Revenez à la liste des modèles.' });
}

function savedInWords(asked: unknown): string | null {
  if (asked === 'en-tete') return 'L’en-tête est enregistré : il sert dès le prochain courrier.';
  const kind = letterKinds.find((known) => known === asked);
  return kind ? `« ${letterNames[kind]} » est enregistré : il sert dès le prochain courrier.` : null;
}

function refusalLines(refusal: TemplateRefusal): readonly string[] {
  return refusal.code === 'faults'
    ? refusal.faults
    : [
        `${refusal.by} a enregistré une autre version pendant que vous écriviez. Ouvrez la page à nouveau pour la lire, puis recommencez.`,
      ];
}
