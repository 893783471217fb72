import { rootCertificates } from 'node:tls';
import * as fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { checkConfiguration, readConfiguration, type Configuration } from './configuration.ts';

const known = {
  templateNames: ['pipeline.finished'],
  providers: ['lab', 'forge'],
  checkTemplate: (_name: string, text: string) => (text.includes('{{ }}') ? 'holds an empty output' : undefined),
  acts: { names: ['lab.build', 'lab.status'], isKnown: (verb: string) => verb.startsWith('lab.b') && verb !== 'lab.biuld' },
};

function accepted(text: string): Configuration {
  const read = readConfiguration(text, known);
  if ('rules' in read) return read;
  throw new Error(read.map(({ message, remedy }) => `${message} ${remedy}`).join('\n'));
}

const named = (channel: string) => ({ kind: 'named', channel });

/** `line N, path: what. remedy` of each fault. */
function faults(text: string): readonly string[] {
  return checkConfiguration(text, known).map(({ message, remedy }) => `${message.replace('Configuration, ', '')} ${remedy}`);
}

test('nothing configured means the default rooms, and pipelines speak when they finish', () => {
  for (const text of ['', '# only a comment', 'notify: {}'])
    expect(accepted(text)).toEqual({
      connections: [],
      rules: { routes: [], notify: { pipelines: 'finish' }, thread: 'details', mutes: [] },
      templates: {},
      permissions: [],
      intents: [],
      intentFiles: [],
      allowedHosts: [],
      retention: { deliveries: 3, dead: 30, audit: 365 },
      environments: [],
      readOnly: false,
      previews: { code: 'public' },
    });
});

test('everything that can be configured is taken, one thing or a list of them', () => {
  const read = accepted(
    `
common: &team {team: city}
`.replace(/.*\n.*\n/, '') +
      `
connections:
  - {name: lab-2, provider: lab, url: "https://ci.example:8443/x/", token: made-up, username: bot, webhookSecret: whsec_AAAA, oauth: {clientId: a, clientSecret: b, readOnly: true}}
routes:
  - match: {provider: lab, project: "platform/**", branch: [main, "release/*"], event: [pipeline, deployment], status: passed}
    to: {team: city, channel: releases}
    notify: {after: 3}
    thread: flat
    continue: true
  - {match: {tag: "v*", author: "*-bot", label: severity=critical, connection: [default, lab-2]}, to: [~builds, {room: alerts}]}
  - {to: []}
notify: {pipelines: changes}
thread: broadcast
mutes: [{user: renovate-bot}, {project: "sandbox/**", until: "2026-12-31T18:00+01:00"}]
quietHours: {from: 22:00, to: 07:00, days: [mon, fri], daysOff: sun, timezone: Europe/Berlin}
templates: {pipeline.finished: "{{ status.emoji }}"}
digest: {schedule: 0 9 * * mon, timezone: Asia/Kathmandu, channel: {team: city, channel: flaky}}
retention: {deliveries: 12h, dead: 2w}
environments: [{project: "platform/**", branches: main}, {project: platform/api, name: production, branches: [main, "release/*"], approvals: 1, selfApproval: true}]
`,
  );
  expect(read).toEqual({
    connections: [
      {
        name: 'lab-2',
        provider: 'lab',
        url: 'https://ci.example:8443/x',
        token: 'made-up',
        username: 'bot',
        webhookSecrets: ['whsec_AAAA'],
        oauth: { clientId: 'a', clientSecret: 'b' },
        readOnly: true,
      },
    ],
    rules: {
      routes: [
        {
          match: {
            provider: ['lab'],
            project: ['platform/**'],
            branch: ['main', 'release/*'],
            event: ['pipeline', 'deployment'],
            status: ['passed'],
          },
          to: [{ kind: 'named', team: 'city', channel: 'releases' }],
          notify: { after: 3 },
          thread: 'flat',
          continue: true,
          line: 5,
        },
        {
          match: { tag: ['v*'], author: ['*-bot'], label: ['severity=critical'], connection: ['default', 'lab-2'] },
          to: [named('builds'), { kind: 'purpose', purpose: 'alerts' }],
          continue: false,
          line: 10,
        },
        { match: {}, to: [], continue: false, line: 11 },
      ],
      notify: { pipelines: 'changes' },
      thread: 'broadcast',
      mutes: [
        { id: 'configuration 1', what: 'user', pattern: 'renovate-bot' },
        { id: 'configuration 2', what: 'project', pattern: 'sandbox/**', until: Date.UTC(2026, 11, 31, 17) },
      ],
      quietHours: { from: 1320, to: 420, days: [1, 5], daysOff: [7], timezone: 'Europe/Berlin' },
    },
    templates: { 'pipeline.finished': '{{ status.emoji }}' },
    digest: { schedule: '0 9 * * mon', timezone: 'Asia/Kathmandu', channel: { kind: 'named', team: 'city', channel: 'flaky' } },
    environments: [
      { project: 'platform/**', name: '*', branches: ['main'], approvals: 0, selfApproval: false },
      { project: 'platform/api', name: 'production', branches: ['main', 'release/*'], approvals: 1, selfApproval: true },
    ],
    permissions: [],
    intents: [],
    intentFiles: [],
    allowedHosts: [],
    retention: { deliveries: 0.5, dead: 14, audit: 365 },
    readOnly: false,
    previews: { code: 'public' },
  });
});

test('broken YAML is named with its line', () => {
  expect(checkConfiguration('notify:\n  pipelines: [live\n', known)).toMatchObject([
    { code: 'CI_CONFIG_YAML', message: expect.stringMatching(/line [23]:/) },
  ]);
  expect(faults('a: 1\nb: {\na: 2')).not.toEqual([]);
});

test('what stands after a second `---` is not passed over', () => {
  expect(faults('notify: {pipelines: live}\n---\nthread: flat\n')).toEqual([expect.stringMatching(/^line \d.*multiple documents/)]);
});

test('every fault is told, each with line, path and remedy', () => {
  expect(
    faults(`# comment
notifi: {}
routes:
  - match: {projects: a/b, event: [pipelines, deployment]}
    to: Releases
    notify: {aftr: 3}
  - {match: {branch: 1.10, status: fialed}}
  - {to: [{channel: a, tem: b}, 7], notify: changed, continue: yes please}
  - {match: {branch: a, tag: b}, to: a}
mutes: [{user: a, project: b}, {}, {until: soon, user: a}]
quietHours: {from: 25:00, to: 07:00, timezone: Europe/Berlim}
templates: {pipeline.finished: "{{ }}", pipeline.finish: x}
digest: {schedule: every monday, timezone: "+02:00"}
retention: {deliveries: 3}
permissions: [{verbs: lab.biuld, allow: {}}, {allow: {roles: [boss]}, channels: [Ops Room]}]
`),
  ).toEqual([
    'line 2, notifi: is unknown. Did you mean notify?',
    expect.stringMatching(
      /^line 4, routes\[0\]\.match\.event\[0\]: `pipelines` is not known there\. Did you mean pipeline\? Use one of: pipeline, deployment, /,
    ),
    'line 4, routes[0].match.projects: is unknown. Did you mean project?',
    expect.stringMatching(
      /^line 5, routes\[0\]\.to: is not the name of a channel as it stands in its address.* Write it like `to: releases`\.$/,
    ),
    'line 6, routes[0].notify.aftr: is unknown. Did you mean after?',
    'line 7, routes[1].match.branch: is a number, which does not belong there. Put it in quotes, as YAML reads it as a number.',
    expect.stringMatching(/^line 7, routes\[1\]\.match\.status: `fialed` is not known there\. Did you mean failed\?/),
    'line 7, routes[1].to: is missing. Write it like `to: releases`.',
    'line 8, routes[2].to[0].tem: is unknown. Did you mean team?',
    expect.stringMatching(/^line 8, routes\[2\]\.to\[1\]: /),
    expect.stringMatching(/^line 8, routes\[2\]\.notify: `changed` is not known there\. Did you mean changes\?/),
    'line 8, routes[2].continue: is a text, which does not belong there. Write it like `continue: true`.',
    expect.stringMatching(/^line 9, routes\[3\]\.match: asks for a branch and a tag/),
    expect.stringMatching(/^line 10, mutes\[0\]: needs one of user, project and branch, and only one\./),
    expect.stringMatching(/^line 10, mutes\[1\]: needs one of/),
    expect.stringMatching(/^line 10, mutes\[2\]\.until: is no date.* Write it like `until: /),
    'line 11, quietHours.from: is no time of day from 00:00 to 23:59. Write it like `from: "22:00"`.',
    'line 11, quietHours.timezone: is no time zone. Write it like `timezone: Europe/Berlin`.',
    'line 12, templates.pipeline.finished: holds an empty output. See docs/templates.md for its form.',
    'line 12, templates.pipeline.finish: is unknown. Did you mean pipeline.finished?',
    expect.stringMatching(/^line 13, digest\.schedule: is no schedule in cron syntax/),
    expect.stringMatching(/^line 13, digest\.timezone: is no time zone/),
    'line 14, retention.deliveries: is a number, which does not belong there. Put it in quotes, as YAML reads it as a number.',
    expect.stringMatching(/^line 15, permissions\[0\]\.verbs: `lab.biuld` means nothing that can be done: did you mean lab.build/),
    expect.stringMatching(/^line 15, permissions\[0\]\.allow: names nobody/),
    'line 15, permissions[1].verbs: is missing. Write it like `verbs: "jenkins.*"`.',
    expect.stringMatching(/^line 15, permissions\[1\]\.allow\.roles\[0\]: `boss` is not known there/),
    expect.stringMatching(/^line 15, permissions\[1\]\.channels\[0\]: is not the name of a channel/),
  ]);
});

test('connections are checked: kind, name, address, secret, certificate', () => {
  expect(
    faults(`connections:
  - {name: lab-2, provider: lba, webhookSecret: made-up, url: ftp://x}
  - {name: default, provider: lab, webhookSecret: made-up}
  - {name: two, provider: lab, webhookSecrets: [a, b, c], ca: nonsense}
  - {name: two, provider: lab}
  - {name: TWO, provider: lab, webhookSecret: made-up, token: }
  - {name: two, provider: forge, webhookSecret: made-up}
`).map((fault) => fault.replace(/ (Use one of|Write it like|Give each|Did you).*/, '')),
  ).toEqual([
    'line 2, connections[0].provider: `lba` is not known there.',
    'line 2, connections[0].url: is not the address of a web server.',
    expect.stringMatching(/^line 3, connections\[1\]\.name: is default,/),
    'line 4, connections[2].webhookSecrets: has more than two.',
    'line 4, connections[2].ca: is not a certificate in PEM form.',
    expect.stringMatching(/^line 5, connections\[3\]: needs either webhookSecret or webhookSecrets/),
    'line 6, connections[4].token: is empty, which does not belong there.',
    'line 5, connections[3].name: a connection lab/two is there already.',
    'line 6, connections[4].name: a connection lab/two is there already.',
  ]);
  const [pem = ''] = rootCertificates;
  expect(faults(`connections:\n  - {name: a, provider: lab, webhookSecret: b, ca: ${JSON.stringify(`# ours\n${pem}`)}}`)).toEqual([]);
});

test('quiet hours that never end, and such that begin when they end, are refused', () => {
  expect(faults('quietHours: {daysOff: [mon, tue, wed, thu, fri, sat, sun]}')[0]).toContain('leaves no time');
  expect(faults('quietHours: {from: "00:00", to: "12:00", daysOff: [mon, tue, wed, thu, fri, sat, sun]}')[0]).toContain('leaves no time');
  expect(faults('quietHours: {from: "08:00", to: "08:00"}')[0]).toContain('same time');
  expect(faults('quietHours: {daysOff: [sat, sun]}')).toEqual([]);
});

test('anchors and merge keys serve those who write much', () => {
  const text = 'routes:\n  - &first {match: {project: a/b}, to: there, notify: live}\n  - {<<: *first, to: elsewhere}';
  expect(accepted(text).rules.routes[1]).toMatchObject({
    match: { project: ['a/b'] },
    notify: 'live',
    to: [{ channel: 'elsewhere' }],
    line: 3,
  });
});

test.each(['- a list', '42', 'notify: 7', '&a [*a, *a]', 'routes: {a: b}', 'connections: [[], null, 3]', 'templates: []', '? {a: b}\n: c'])(
  '%s is refused without throwing',
  (text) => expect(faults(text)[0]).toMatch(/^line 1/),
);

test('a text that grows when it is read is refused', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join()}]`),
  ];
  expect(checkConfiguration(bomb.join('\n'), known)[0]?.code).toMatch(/^CI_CONFIG_/);
});

test('whatever is written, it is either taken or refused in words', () => {
  const keys = fc.constantFrom(
    'connections',
    'routes',
    'match',
    'to',
    'notify',
    'mutes',
    'quietHours',
    'digest',
    'from',
    'user',
    'after',
    'name',
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('live', 'failed', '22:00', 'lab', '', null, 0, 3, true),
      fc.string(),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(keys, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.dictionary(keys, value).map((each) => JSON.stringify(each)),
        fc.string(),
      ),
      (text) => {
        for (const { code, message, remedy } of checkConfiguration(text, known)) {
          expect(code).toMatch(/^CI_CONFIG_(YAML|KEY|VALUE)$/);
          expect(message).toMatch(/^Configuration, line \d+/);
          expect(remedy).not.toBe('');
        }
      },
    ),
  );
});

const withOAuth = (name: string, oauth: string): string =>
  `{name: ${name}, provider: lab, webhookSecret: s, oauth: {clientId: a, clientSecret: b${oauth}}}`;

test('accounts are linked to read only where the configuration says so, or the connection for itself', () => {
  const read = accepted(`accounts: {readOnly: true}\nconnections: [${withOAuth('one', '')}, ${withOAuth('two', ', readOnly: false')}]`);
  expect(read).toMatchObject({ readOnly: true, connections: [{ readOnly: true, oauth: { clientId: 'a' } }, { oauth: { clientId: 'a' } }] });
  expect(read.connections[1]).not.toHaveProperty('readOnly');
});
