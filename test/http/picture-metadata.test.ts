/** Pictures that everyone may open say nothing of where, when and by whom they were taken. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from '../../src/http/picture-metadata.ts';

const segment = (marker: number, body: Buffer | string) => {
  const content = Buffer.from(body);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};
/** Exif in big-endian with an orientation among other entries, and a place. */
const exifOf = (orientation: number) =>
  Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x02', 'latin1'),
    Buffer.from('010f000200000008000000260112000300000001', 'hex'),
    Buffer.from([0, orientation, 0, 0]),
    Buffer.from('\0\0\0\0GPS 49.1193 N, 6.1757 E', 'latin1'),
  ]);
const scan = Buffer.concat([segment(0xda, 'head'), Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 3])]);
const photo = (orientation = 6, after = '') =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, 'JFIF\0'),
    segment(0xe1, exifOf(orientation)),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:creator>Camille</x:creator>'),
    segment(0xe2, 'ICC_PROFILE\0couleurs'),
    segment(0xe2, 'MPF\0autres images'),
    segment(0xed, 'Photoshop 3.0\0auteur'),
    segment(0xfe, 'un commentaire'),
    segment(0xdb, 'table'),
    scan,
    // A second scan, whose table holds what looks like an end.
    segment(0xc4, Buffer.from([1, 0xff, 0xd9, 2])),
    scan,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(after),
  ]);

describe('a JPEG', () => {
  it('keeps what draws it, and loses its place, its author and its comments', () => {
    const bare = withoutMetadata('jpeg', photo())?.toString('latin1') ?? '';
    expect(bare).not.toMatch(/GPS|Camille|Photoshop|commentaire|MPF/);
    expect(bare).toMatch(/JFIF.*couleurs.*table/s);
    expect(bare.endsWith('\x01\xff\0\x02\xff\xd3\x03\xff\xd9')).toBe(true);
  });

  it('still says which way is up, and nothing more', () => {
    const bare = withoutMetadata('jpeg', photo(6));
    const at = bare?.indexOf('Exif') ?? -1;
    expect(bare?.readUInt16BE((at ?? 0) - 2)).toBe(34);
    expect(bare?.subarray(at + 6, at + 32).toString('hex')).toBe(
      '49492a0008000000010012010300010000000600000000000000',
    );
    expect(withoutMetadata('jpeg', photo(1))?.includes('Exif')).toBe(false);
  });

  it('ends where its image ends: another file glued behind is left', () => {
    const bare = withoutMetadata('jpeg', photo(6, 'PK\x03\x04 une archive'));
    expect(bare?.includes('archive')).toBe(false);
  });

  it('is refused where it breaks off, or lies about its parts', () => {
    const whole = photo();
    for (const length of [3, 20, 200, whole.length - 2]) {
      expect(withoutMetadata('jpeg', whole.subarray(0, length))).toBeNull();
    }
    expect(withoutMetadata('jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]))).toBeNull();
  });
});

describe('a PNG', () => {
  const chunk = (name: string, body: Buffer | string) => {
    const content = Buffer.from(body);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), content, Buffer.alloc(4)]);
  };
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.alloc(13)),
    chunk('tEXt', 'Author\0Camille'),
    chunk('eXIf', 'GPS'),
    chunk('IDAT', deflateSync('image')),
    chunk('IEND', ''),
    Buffer.from('<script>'),
  ]);

  it('keeps its image alone', () => {
    const bare = withoutMetadata('png', png);
    expect(bare?.toString('latin1')).not.toMatch(/Camille|GPS|script/);
    expect(bare?.includes('IDAT')).toBe(true);
    expect(bare && withoutMetadata('png', bare)).toEqual(bare);
  });

  it('is refused where a chunk goes beyond its end', () => {
    expect(withoutMetadata('png', png.subarray(0, 60))).toBeNull();
  });
});
