/** Taking back an orientation on which no holder has acted yet, with the reason that the journal keeps. */
import type { Router } from 'express';
import { z } from 'zod';
import { forbiddenInNote } from '../../../committee/note-check.ts';
import type { UndoRefusal } from '../../../committee/orientation/orientation-port.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { HttpDependencies } from '../../dependencies.ts';
import { readInput } from '../../form.ts';
import { requirePermission, userWhoMay } from '../../middleware/current-user.ts';
import { requireHomesInScope } from '../../middleware/scope.ts';

const undoForm = z.object({
  logement: z.string().min(1).max(200),
  raison: z
    .string()
    .trim()
    .min(5, 'dites pourquoi, en quelques mots')
    .max(300)
    .refine((text) => forbiddenInNote(text, []) === null, 'n’écrivez rien d’un ménage dans la raison'),
});

const refusals: Readonly<Record<UndoRefusal['code'], string>> = {
  notOriented: 'Ce logement n’a plus d’orientation en cours : quelqu’un l’a reprise, ou son délai est passé.',
  byLaw:
    'Après un échec en quartier prioritaire, la loi confie ce logement au maire : cela ne se reprend pas.',
  designated: 'Le réservataire a désigné des candidats : l’orientation ne se reprend plus.',
  onAgenda:
    'Ce logement est loué, à l’ordre du jour d’une séance, ou déjà décidé par elle : retirez-le de la séance, ou attendez la fin de sa liste.',
};

export function undoRoutes(router: Router, dependencies: HttpDependencies): void {
  router.post(
    '/agent/orientation/reprise',
    requirePermission('orientation.decide'),
    async (request, response) => {
      const user = userWhoMay(request, 'orientation.decide');
      const { logement, raison } = readInput(undoForm, request.body);
      await requireHomesInScope(dependencies, user, [logement]);
      const undone = await dependencies.orientation.undo(user.landlordId, {
        vacancyId: logement,
        why: raison,
        actor: { accountId: user.id, name: user.name, role: user.role },
        at: new Date(),
        today: dependencies.today(),
      });
      if (!undone.ok) {
        throw new AppError('conflict', refusals[undone.refusal.code], {
          hint: 'Revenez à la page d’orientation : elle est à jour.',
        });
      }
      response.redirect(303, `/agent/orientation?logement=${encodeURIComponent(logement)}`);
    },
  );
}
