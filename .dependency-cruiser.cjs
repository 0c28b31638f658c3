/** What may import what (README, "La maison"). A room knows only the rooms below it. */
const room = (name, allowed, comment) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: '^(src|db|bench|test|scripts)/',
    pathNot: [
      `^src/${name}/`,
      ...allowed.map((other) => (other.endsWith('.ts') ? `^src/${other}$` : `^src/${other}/`)),
    ],
  },
});

const only = (name, packages, from) => ({
  name,
  severity: 'error',
  from: { pathNot: from },
  to: { path: `node_modules/(${packages})(/|$)` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    room('kernel', [], 'The kernel depends on nothing of ours.'),
    room('domain', ['kernel']),
    room('law', ['domain', 'kernel']),
    room('scoring', ['law', 'domain', 'kernel']),
    room('matching', ['scoring', 'law', 'domain', 'kernel']),
    room('wording', ['matching', 'scoring', 'law', 'domain', 'kernel']),
    room('documents', ['kernel'], 'Writers know tables and text, not the domain.'),
    room(
      'views',
      ['committee', 'wording', 'documents', 'matching', 'scoring', 'law', 'domain', 'kernel'],
      'TSX of domain results, shared by pages and files.',
    ),
    room(
      'committee',
      [
        'documents/pdf/model.ts',
        'documents/sheet-model.ts',
        'wording',
        'matching',
        'scoring',
        'law',
        'domain',
        'kernel',
      ],
      'The CALEOL: pure rules, contents and ports; stores and pages come to it.',
    ),
    room('intake', ['matching', 'scoring', 'law', 'domain', 'kernel']),
    room('access', ['domain', 'kernel']),
    room('jobs', [
      'matching',
      'scoring',
      'law',
      'domain',
      'kernel',
      'access',
      'committee',
      'documents',
      'wording',
      'intake',
      'logging.ts',
      'metrics.ts',
    ]),
    {
      name: 'pure-rooms-know-no-clock-database-or-web',
      severity: 'error',
      from: { path: '^src/(law|scoring|matching|committee)/', pathNot: '^src/matching/engines/' },
      to: { path: 'node_modules/(express|postgres|drizzle-orm|bull|pino|javascript-lp-solver|highs)(/|$)' },
    },
    {
      name: 'checker-shares-no-code-with-engines',
      comment: 'The certificate is checked by code that the engines do not use.',
      severity: 'error',
      from: { path: '^src/matching/certificate/' },
      to: { path: '^src/matching/engines/' },
    },
    {
      name: 'only-stores-know-tables',
      severity: 'error',
      from: { pathNot: '^db/' },
      to: { path: '^db/schema/' },
    },
    {
      name: 'http-and-cli-never-touch-tables',
      severity: 'error',
      from: { path: '^src/(http|cli|jobs)/' },
      to: { path: 'node_modules/(drizzle-orm|postgres)(/|$)' },
    },
    only('solvers-only-in-engines', 'javascript-lp-solver|highs', '^(src/matching/engines|bench|test)/'),
    only(
      'express-only-in-http',
      'express|helmet|express-session|express-rate-limit|csrf-sync',
      '^(src/http|bench|test)/',
    ),
    only('bull-only-in-jobs', 'bull', '^(src/jobs|test)/'),
    only('mail-only-in-jobs', 'nodemailer', '^(src/jobs|test)/'),
    only('pdf-and-sheets-only-in-documents', 'pdfkit|@e965', '^(src/documents|test)/'),
    only('postgres-only-in-db', 'postgres|drizzle-orm', '^(db|bench|test)/'),
    {
      name: 'tests-are-imported-by-nobody',
      severity: 'error',
      from: { path: '^(src|db)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(node:|k6)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
