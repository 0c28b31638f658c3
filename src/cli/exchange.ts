/** `parcours exchange`: cycles and chains of moves out of a graph of wishes, with their proof (contracts §6). */
import { verifyExchange } from '../matching/certificate/exchange.ts';
import { solveExchange } from '../matching/engines/exchange.ts';
import { checkExchangeGraph } from '../matching/exchange/graph.ts';
import { type CliCommand, UsageError } from './command.ts';
import { readJsonFile, tellRefusals } from './json-file.ts';

export const command: CliCommand = {
  summary: 'trouve les échanges et les chaînes de déménagements qui valent le plus, avec leur preuve',
  usage: `Usage : parcours exchange <graphe.json>

Une flèche ["t1","t2",10] dit que le ménage t2 emménagerait dans le logement de t1 (ou dans le logement libre t1).
Écrit en JSON la valeur, la borne, si l'optimum est prouvé ("optimal"), les cycles d'au plus "maxCycle" ménages (3 par
défaut) et les chaînes d'au plus "maxChain" déménagements (3 par défaut) qui partent d'un logement libre, et le
certificat, revérifié avant l'écriture par un code indépendant du moteur. Le même graphe, écrit dans un autre ordre,
donne le même plan. Aucune horloge n'arrête la recherche : au-delà de son budget de travail, la borne reste prouvée et
"optimal" vaut false. "dualBound" est la borne des prix, recalculée ; "search":"proved" dit qu'une recherche finie l'a
abaissée, ce que la vérification ne refait pas.

Solves exchanges and chains of moves; results on stdout, status 2 for a refused graph.`,
  run: async (args, streams) => {
    const [file, ...others] = args;
    if (file === undefined || file.startsWith('-') || others.length > 0)
      throw new UsageError('un seul fichier de graphe est attendu.');
    const graph = checkExchangeGraph(await readJsonFile(file));
    if (!graph.ok) {
      tellRefusals(streams.stderr, file, graph.refusal);
      return 2;
    }
    const solution = await solveExchange(graph.value);
    const faults = verifyExchange(graph.value, solution);
    if (faults.length > 0) {
      for (const fault of faults) streams.stderr.write(`Ne tient pas : ${fault}\n`);
      return 1;
    }
    if (solution.certificate.search === 'proved') {
      streams.stderr.write(
        `Les prix prouvent ${solution.certificate.dualBound} ; la borne ${solution.bound} vient d’une recherche menée à son terme, qui n’est pas refaite ici.\n`,
      );
    }
    streams.stdout.write(`${JSON.stringify(solution)}\n`);
    return 0;
  },
};
