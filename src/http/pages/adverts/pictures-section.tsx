/** The pictures of an advert: each with the words read to those who do not see it. */
import type { JSX } from 'preact';
import type { AdvertRecord } from '../../../portal/adverts/advert-port.ts';
import { acceptOf, uploadHint } from '../../upload.ts';
import type { PageFrame } from '../layout.tsx';
import { pictureUpload } from './advert-forms.ts';

export function PicturesSection(props: {
  frame: PageFrame;
  advert: AdvertRecord;
  editable: boolean;
}): JSX.Element {
  const { advert, frame, editable } = props;
  return (
    <section class="card" aria-labelledby="images">
      <h2 id="images">Photos et plan</h2>
      {advert.media.length === 0 ? <p>Aucune image : une annonce avec un plan est mieux comprise.</p> : null}
      <ul class="bare-list">
        {advert.media.map((medium) => (
          <li key={medium.id} class="target">
            <img
              src={`/agent/annonces/${advert.id}/images/${medium.id}`}
              alt={medium.alternative}
              width={240}
              height={160}
              loading="lazy"
            />
            <p class="small">{`${medium.kind === 'plan' ? 'Plan' : 'Photo'} : ${medium.alternative}`}</p>
            {editable ? (
              <form method="post" action={`/agent/annonces/${advert.id}/image/retrait`} class="gesture">
                <input type="hidden" name="_csrf" value={frame.csrfToken} />
                <input type="hidden" name="version" value={advert.version} />
                <input type="hidden" name="image" value={medium.id} />
                <button type="submit">
                  Retirer<span class="visually-hidden">{` : ${medium.alternative}`}</span>
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {editable ? <AddForm {...props} /> : null}
    </section>
  );
}

function AddForm({ frame, advert }: { frame: PageFrame; advert: AdvertRecord }): JSX.Element {
  return (
    <form
      method="post"
      action={`/agent/annonces/${advert.id}/image`}
      enctype="multipart/form-data"
      class="narrow"
    >
      <input type="hidden" name="_csrf" value={frame.csrfToken} />
      <input type="hidden" name="version" value={advert.version} />
      <div class="field">
        <label for="nature">Nature</label>
        <select id="nature" name="nature" required>
          <option value="photo">Photo</option>
          <option value="plan">Plan</option>
        </select>
      </div>
      <div class="field">
        <label for="texte">Ce que l’image montre, en une phrase (obligatoire)</label>
        <input id="texte" name="texte" required minlength={10} maxLength={300} />
      </div>
      <div class="field">
        <label for="fichier">Image</label>
        <input
          id="fichier"
          name={pictureUpload.field}
          type="file"
          required
          accept={acceptOf(pictureUpload)}
          aria-describedby="fichier-aide"
        />
        <p class="small quiet" id="fichier-aide">
          {`${uploadHint(pictureUpload)} Personne ne doit y être reconnaissable.`}
        </p>
      </div>
      <button type="submit">Ajouter l’image</button>
    </form>
  );
}
