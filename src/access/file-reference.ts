/**
 * How an address names a household's file: the unique number enciphered, since addresses are kept by browsers and
 * proxies. The same number gives the same reference, so that a page can be linked to; only the service reads it back.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

export type FileReferences = {
  /** The reference of a number: 60 characters or so, safe in an address. */
  of: (number: string) => string;
  /** The number of a reference; null where it is none of ours. */
  numberOf: (reference: string) => string | null;
};

/** References under a key derived from the service's secret. */
export function fileReferences(secret: string): FileReferences {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'file-reference', 32));
  const ivKey = Buffer.from(hkdfSync('sha256', secret, '', 'file-reference-iv', 32));
  // The nonce follows from the number: the same number never meets another plaintext under it.
  const ivOf = (number: string) => createHmac('sha256', ivKey).update(number).digest().subarray(0, ivBytes);
  return {
    of: (number) => {
      const iv = ivOf(number);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(number, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    numberOf: (reference) => {
      const bytes = Buffer.from(reference, 'base64url');
      if (bytes.length <= ivBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      try {
        return (
          decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch {
        return null;
      }
    },
  };
}
