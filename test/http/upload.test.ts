/** Files that a form sends, read in memory: told by their bytes, bounded while they come, never believed by name. */
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import request from 'supertest';
import { describe, expect, it, vi } from 'vitest';
import { kindOf } from '../../src/http/file-kind.ts';
import {
  acceptOf,
  readUpload,
  type UploadRules,
  uploadedFiles,
  uploadHint,
  uploadRefusalSentence,
} from '../../src/http/upload.ts';

const rules: UploadRules = {
  field: 'piece',
  kinds: ['pdf', 'jpeg', 'png'],
  maximumBytes: 64 * 1024,
  maximumFiles: 2,
};
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n', 'latin1');
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('....IHDR....IEND....', 'latin1'),
]);
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 0xff, 0xd9]);

const app = express();
app.use(readUpload(rules));
app.post('/', (asked, response) => {
  const files = uploadedFiles(asked);
  response.json({
    fields: asked.body,
    raw: asked.files ?? null,
    files: files.ok ? files.value.map(({ kind, bytes }) => ({ kind, size: bytes.length })) : files.refusal,
  });
});

const send = () => request(app).post('/').field('_csrf', 'jeton');

describe('files of a form', () => {
  it('reads the fields and the files in their order, each told by its bytes whatever its name and type say', async () => {
    const { body } = await send()
      .attach('piece', png, { filename: '../../etc/photo.exe', contentType: 'text/html' })
      .attach('piece', pdf, { filename: 'bulletin.jpg', contentType: 'image/jpeg' });
    expect(body).toEqual({
      fields: { _csrf: 'jeton' },
      raw: null,
      files: [
        { kind: 'png', size: png.length },
        { kind: 'pdf', size: pdf.length },
      ],
    });
    expect((await send().attach('piece', jpeg, 'x')).body.files).toEqual([
      { kind: 'jpeg', size: jpeg.length },
    ]);
  });

  it('takes a form without a file as a form without a file', async () => {
    expect((await send()).body).toEqual({ fields: { _csrf: 'jeton' }, raw: null, files: [] });
    expect((await send().attach('piece', Buffer.alloc(0), '')).body.files).toEqual([]);
    expect((await request(app).post('/').send('a=1')).body.files).toEqual([]);
  });

  it.each([
    ['a page that calls itself a PDF', Buffer.from('<html><script>1</script></html>'), 'wrongKind'],
    ['a program that calls itself a PDF', Buffer.from('MZ\u0090\u0000\u0003'), 'wrongKind'],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'wrongKind'],
    ['a table where only papers are taken', Buffer.from('nom;valeur\na;1\n'), 'wrongKind'],
    ['a PDF whose end did not come', pdf.subarray(0, 20), 'cut'],
    ['an empty file', Buffer.alloc(0), 'empty'],
    ['a file over the limit by one byte', Buffer.alloc(64 * 1024 + 1, pdf), 'tooLarge'],
  ])('refuses %s', async (_name, bytes, refusal) => {
    const { body } = await send().attach('piece', bytes, 'piece.pdf');
    expect(body.files).toBe(refusal);
    expect(body.fields).toEqual({ _csrf: 'jeton' });
  });

  it('refuses all where one is not right, and more files than allowed', async () => {
    const mixed = await send().attach('piece', pdf, 'a.pdf').attach('piece', Buffer.from('rien'), 'b.pdf');
    expect(mixed.body.files).toBe('wrongKind');
    const many = await send()
      .attach('piece', pdf, 'a.pdf')
      .attach('piece', pdf, 'b.pdf')
      .attach('piece', pdf, 'c.pdf');
    expect(many.body.files).toBe('tooMany');
  });

  it('refuses a file under another field, and a body that is not what it announces', async () => {
    expect((await send().attach('autre', pdf, 'a.pdf')).body.files).toBe('unreadable');
    const broken = await request(app)
      .post('/')
      .set('content-type', 'multipart/form-data; boundary=x')
      .send('--x\r\nContent-Disposition: form-data; name="piece"; filename="a"\r\n\r\n%PDF-');
    expect(broken.body.files).toBe('unreadable');
    const without = await request(app).post('/').set('content-type', 'multipart/form-data').send('x');
    expect(without.body.files).toBe('unreadable');
  });

  it('builds no object from a field’s name', async () => {
    const { body } = await send().field('a[b][c]', '1').attach('piece', pdf, 'a.pdf');
    expect(body.files).toBe('unreadable');
    expect(Object.keys(body.fields)).toEqual(['_csrf']);
  });

  it('leaves nothing on the disk', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'upload-'));
    vi.stubEnv('TMPDIR', folder);
    await send().attach('piece', pdf, 'a.pdf');
    await send().attach('piece', Buffer.alloc(70_000, pdf), 'a.pdf');
    vi.unstubAllEnvs();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says in French what is taken, what is wrong and what to do', () => {
    expect(uploadHint(rules)).toBe(
      'Un PDF, une photo JPEG ou une image PNG, 64 Ko au plus, 2 fichiers au plus.',
    );
    expect(uploadRefusalSentence('tooLarge', rules)).toContain('dépasse 64 Ko');
    expect(uploadRefusalSentence('wrongKind', { ...rules, kinds: ['csv'] })).toContain(
      'Envoyez un tableau CSV.',
    );
    expect(acceptOf({ ...rules, kinds: ['csv'] })).toBe('.csv,text/csv');
  });
});

describe('the kind of a file', () => {
  it.each([
    ['xml', '\ufeff<?xml version="1.0"?><interfaceNuu/>'],
    ['csv', 'numero;nom\n1;Élise\n'],
    [null, '<!DOCTYPE html><p>bonjour</p>'],
    [null, '<?xml version="1.0"?><svg onload="alert(1)"/>'],
    [null, 'une simple phrase\nsans colonne'],
    [null, 'a;b\n\u0000\u0001'],
    [null, ''],
  ])('is %s for such a beginning', (kind, text) => {
    expect(kindOf(Buffer.from(text))).toBe(kind);
  });
});
