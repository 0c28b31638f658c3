/** Keys of sensitive columns as they travel: from the configuration to a connection, or to a thread. */
import { z } from 'zod';

const namedKeySchema = z.object({ name: z.string(), /** 32 bytes, base64. */ key: z.string() });
export type NamedKey = z.infer<typeof namedKeySchema>;

const encryptionKeysSchema = z.object({
  /** The first encrypts, all of them open. */
  keys: z.array(namedKeySchema).min(1).readonly(),
  /** The file that holds them, read again where a value names a key not known yet; null: the environment gave them. */
  file: z.string().nullable(),
});
export type EncryptionKeys = z.infer<typeof encryptionKeysSchema>;

/** What a process or a thread needs to open the database at run time. */
export const databaseAccessSchema = z.object({ url: z.string(), encryption: encryptionKeysSchema });
export type DatabaseAccess = z.infer<typeof databaseAccessSchema>;
