/** What the forms of adverts send, read once. */
import { z } from 'zod';
import { civilDateSchema } from '../../../kernel/civil-date.ts';
import type { AdvertText } from '../../../portal/adverts/advert-port.ts';
import type { UploadRules } from '../../upload.ts';
import { siteName } from './feed-routes.ts';

/** A photograph or a plan of an advert. */
export const pictureUpload: UploadRules = {
  field: 'fichier',
  kinds: ['jpeg', 'png'],
  maximumBytes: 5 * 1024 * 1024,
  maximumFiles: 1,
};

const text = (most: number) => z.string().max(most).default('');

const words = {
  titre: text(120),
  situation: text(300),
  description: text(3000),
  acces: text(1000),
  ouverture: civilDateSchema,
  cloture: z.preprocess((given) => (given === '' ? undefined : given), civilDateSchema.optional()),
  sites: text(600).transform((typed) => [
    ...new Set(
      typed
        .split(/[\n,;]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]),
};
const sitesChecked = <Schema extends z.ZodType<{ sites: string[] }>>(schema: Schema) =>
  schema.refine(({ sites }) => sites.length <= 5 && sites.every((name) => siteName.test(name)), {
    path: ['sites'],
    message: 'cinq sites au plus, chacun par son nom, sans adresse',
  });

export const newAdvertForm = sitesChecked(
  z.object({ ...words, _key: z.uuid(), logement: z.string().min(1).max(200) }),
);
export const editAdvertForm = sitesChecked(z.object({ ...words, version: z.coerce.number<unknown>().int() }));
const ofVersion = z.object({ version: z.coerce.number<unknown>().int() });
/** A gesture on an advert; the reason where the gesture asks for one. */
export const stepForm = ofVersion.extend({ motif: text(500) });
export const pictureForm = ofVersion.extend({
  nature: z.enum(['photo', 'plan'], { error: 'dites si c’est une photo ou un plan' }),
  texte: text(300),
});
export const pictureRemoval = ofVersion.extend({ image: z.uuid() });

type TypedAdvert = Pick<
  z.infer<typeof newAdvertForm>,
  'titre' | 'situation' | 'description' | 'acces' | 'ouverture' | 'cloture' | 'sites'
>;

export function textOfForm(form: TypedAdvert): AdvertText {
  const { titre, situation, description, acces, ouverture, cloture, sites } = form;
  return {
    words: { title: titre, place: situation, description, access: acces },
    opensOn: ouverture,
    closesOn: cloture ?? null,
    exportedTo: sites,
  };
}
