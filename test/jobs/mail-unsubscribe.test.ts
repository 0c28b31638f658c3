/** Messages that one subscribes to carry what mail programs turn into a button to stop (RFC 8058). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMailer } from '../../src/jobs/mail.ts';

describe('the header of a message', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parcours-mail-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));
  const written = async (id: string, unsubscribeUrl: string | null) => {
    const mailer = createMailer({ smtpUrl: null, mailFrom: 'portail@exemple.test', dataDir });
    const mail = { id, to: 'lectrice@exemple.test', subject: 'Annonces', text: 'Bonjour', attachments: [] };
    expect(await mailer.send({ ...mail, unsubscribeUrl })).toBeNull();
    await mailer.close();
    return readFileSync(path.join(dataDir, 'outbox', `${id}.eml`), 'utf8');
  };

  it('says where one click stops a digest', async () => {
    const text = await written('digest', 'https://portail.exemple.test/annonces/alertes/x/arret');
    expect(text).toContain('List-Unsubscribe: <https://portail.exemple.test/annonces/alertes/x/arret>');
    expect(text).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  it('says nothing of it in a letter, to which nobody subscribed', async () => {
    expect(await written('letter', null)).not.toContain('List-Unsubscribe');
  });
});
