/** Which way the arrows of the house point: a folder imports only what stands below it here. */
const FLOORS = [
  ['commands'],
  ['rooms'],
  ['terminal', 'mirror', 'remotes', 'report', 'light', 'flash'],
  ['podium', 'firmata'],
  ['session'],
  ['serial', 'journal', 'lineup', 'emulator'],
  ['system'],
];

const inFolders = (names) => `^host/(${names.join('|')})/`;

/** A folder may not import its neighbours on the same floor, nor anything on a floor above. */
const floors = FLOORS.flatMap((floor, height) =>
  floor.map((folder) => ({
    name: `${folder}-imports-what-is-below`,
    severity: 'error',
    from: { path: inFolders([folder]) },
    to: {
      path: [
        '^host/cli[.]ts$',
        inFolders(
          FLOORS.slice(0, height + 1)
            .flat()
            .filter((name) => name !== folder),
        ),
      ].filter((path) => path !== inFolders([])),
    },
  })),
);

/** Node's own parts of folders that run in a browser too. */
const NODE_PARTS = [
  '^host/emulator/(eeprom-(disk|file|thread|worker)|files|virtual-podium|worker)[.]ts$',
];
const IN_A_BROWSER = [
  '^host/(session|podium|emulator)/',
  '^host/flash/(stk500|channel|flash-image|flash-board|greeting)[.]ts$',
  '^host/page/',
  '^host/serial/(identify|lines|usb-boards)[.]ts$',
  '^host/journal/(journal|line-queue|waiting-lines)[.]ts$',
  '^host/lineup/(pasted-list|read-written)[.]ts$',
  '^protocol/(words/)?[^/]+[.]ts$',
];

module.exports = {
  forbidden: [
    ...floors,
    {
      name: 'no-circle',
      comment: 'Types included: who needs whom has one answer.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'page-imports-the-protocol',
      severity: 'error',
      from: { path: '^host/page/' },
      to: { path: '^host/', pathNot: '^host/page/' },
    },
    {
      name: 'pages-are-served-not-imported',
      comment: 'But for the shape of what the mirror sends.',
      severity: 'error',
      from: { path: '^host/', pathNot: '^host/page/' },
      to: { path: '^host/page/', pathNot: '^host/page/document[.]ts$' },
    },
    {
      name: 'protocol-imports-itself',
      severity: 'error',
      from: { path: '^protocol/' },
      to: { path: '^host/' },
    },
    {
      name: 'no-node-in-a-browser',
      severity: 'error',
      from: { path: IN_A_BROWSER, pathNot: NODE_PARTS },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
