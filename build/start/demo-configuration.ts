// The demo's `Configuration`: cards from the start, and runbooks to try, whose steps the stand-ins do.

export const demoConfiguration = `notify: {pipelines: live}
intents:
  - name: ship
    description: Bring a version of the city to its servers
    parameters:
      - {name: version, pattern: '\\d+\\.\\d+\\.\\d+', default: 2.4.1}
      - {name: target, type: choice, choices: [staging, production], default: staging}
    approval: {count: 1, from: {roles: [member]}, expires: 1h}
    concurrency: 1
    steps:
      - name: deploy
        jenkins.build: {job: city/deploy, parameters: {VERSION: '{{ version }}', TARGET: '{{ target }}'}}
      - post: {channel: builds, message: 'Version {{ version }} is on {{ target }}, by build {{ steps.deploy.number }}.'}
  - name: check-ferries
    description: Run the tests of the ferries, which fail the first time
    steps:
      - gitlab.pipeline: {project: city/ferries, ref: main}
    onFailure: stop
  - name: nightly-now
    description: Make tonight's build at once
    kind: backup
    target: maps
    steps:
      - jenkins.build: {job: nightly}
`;

/** What to try of them, printed at the start. */
export const demoRuns = [
  '/ci intents, /ci run ship version=2.4.2 --dry-run, then without: another one approves',
  '/ci run check-ferries, as who is connected to GitLab: it fails, and shows the last lines',
] as const;
