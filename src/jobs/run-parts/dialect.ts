/** Which processes may share a search. */
import { byteOrder } from '../../matching/split/columns.ts';
import { softwareVersion } from '../../matching/versions.ts';

/** Those of another version might place otherwise, those of another byte order read otherwise: they do not meet. */
export const dialect = `${softwareVersion} ${byteOrder}`;
