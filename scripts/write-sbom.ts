/** Writes the bill of materials on stdout. At the root of the checkout, after a build: node dist/scripts/write-sbom.js > sbom.json */
import { billOfMaterials } from './bill-of-materials.ts';

process.stdout.write(`${JSON.stringify(billOfMaterials(process.cwd()), null, 1)}\n`);
