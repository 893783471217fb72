// What the server and the web app say to each other. Imports nothing from outside, so that both sides can.
import type { PersonView, Status } from './base.ts';

export type * from './accounts.ts';
export type * from './alerts.ts';
export type * from './base.ts';
export type * from './console.ts';
export type * from './intents.ts';
export type * from './reviews.ts';
export type * from './subscriptions.ts';

export const PLUGIN_ID = 'ci-command-center';

/** Type of the post that shows one pipeline; the web app draws it live, other clients show its attachment. */
export const PIPELINE_POST_TYPE = 'custom_ci_pipeline';

/** Name given to `PublishWebSocketEvent`; on the wire Mattermost makes it `custom_ci-command-center_pipeline_changed`. */
export const PIPELINE_CHANGED = 'pipeline_changed';

/** Sent to one person who asked for a log in chat: their sidebar opens it. Payload: {@link LogWantedMessage}. */
export const LOG_WANTED = 'log_wanted';

/** Something that a tab of the sidebar shows has changed: whoever shows it asks again. Payload: {@link TopicChangedMessage}. */
export const TOPIC_CHANGED = 'topic_changed';

/** A run of a runbook has changed. Payload: {@link RunChangedMessage}. */
export const RUN_CHANGED = 'run_changed';

/** Paths below `/plugins/ci-command-center`. */
export const paths = {
  /** GET `?channel_id=[&before=<older>]` → {@link PipelineList}, newest change first, at most 50. */
  pipelines: '/api/v1/pipelines',
  /** GET `?channel_id=&key=` → {@link HistoryView}: how the pipelines of that one's branch ended. */
  pipelineHistory: '/api/v1/pipelines/history',
  /** GET `?channel_id=` → {@link FailingView}. */
  failing: '/api/v1/pipelines/failing',
  /** GET `?channel_id=&key=&start=[&job=]` → {@link LogPartView}: a pipeline's log, or one job's, as the person may read it. */
  log: '/api/v1/pipelines/log',
  /** POST {@link CallRequest} → any 2xx: what Mattermost posts for a click, for where no stored button can be clicked. */
  call: '/actions/call',
  /** GET → {@link PrivateCommandList}. POST {@link PrivateCommand} → 202 `{}`; the answer comes as a post that only the person sees. */
  privateCommands: '/api/v1/commands',
  /** GET → {@link PlaceList}. */
  places: '/api/v1/places',
  /** GET `?url=` → {@link PreviewAnswer}, as the person may see it. Only addresses below a place are asked about. */
  previews: '/api/v1/previews',
  /** GET `?provider=&connection=&search=` → {@link IssueProjectList}. */
  issueProjects: '/api/v1/issues/projects',
  /** GET `?provider=&connection=&project=` → {@link IssueChoicesView}. */
  issueChoices: '/api/v1/issues/choices',
  /** GET `?provider=&connection=&search=` → {@link IssueList}. POST {@link NewIssue} → 201 {@link MadeIssue}. */
  issues: '/api/v1/issues',
  /** POST {@link NewIssueComment} → 201 {@link MadeIssue}: a post is attached to an issue as a comment. */
  issueComments: '/api/v1/issues/comments',
  /** GET → {@link AccountList}, the person's own. DELETE `/<provider>/<connection>` below it → {@link DisconnectedView}. */
  accounts: '/api/v1/accounts',
  /** GET `/<user id>/accounts` below it → {@link PublicAccountList}. */
  people: '/api/v1/people',
  /** GET `?channel_id=` → {@link AlertBoard}. */
  alerts: '/api/v1/alerts',
  /** POST {@link SilenceWish} → {@link SilenceAnswer}. */
  silence: '/api/v1/alerts/silence',
  /** POST {@link ExpireWish} → {@link SilenceAnswer}. */
  expireSilence: '/api/v1/alerts/expire',
  /** GET `?channel_id=` → {@link ReviewList}. */
  reviews: '/api/v1/reviews',
  /** GET `[?fresh=true]` → {@link MyTasks}, the person's own. */
  myTasks: '/api/v1/reviews/mine',
  /** GET `?channel_id=` → {@link SubscriptionList}. POST {@link SubscriptionWish}, DELETE `/<number>?channel_id=` → `{}`, and the channel is told. */
  subscriptions: '/api/v1/subscriptions',
  /** GET `[?before=<id>]` → {@link DeadDeliveryList}; for system administrators. */
  deadDeliveries: '/api/v1/deliveries/dead',
  /** Before the name of a page of the manual in the bundle, `configure#team`; for browsers of signed-in people. */
  manual: '/docs/',
  /** GET → {@link ConfigurationText}; for system administrators. */
  configuration: '/api/v1/configuration',
  /** POST {@link ConfigurationQuestion} → {@link ConfigurationVerdict}; for system administrators. */
  configurationCheck: '/api/v1/configuration/check',
  /** POST {@link SettingQuestion} → {@link SettingVerdict}; for system administrators. */
  settingCheck: '/api/v1/settings/check',
  /** GET → {@link WebhookSecret}; for system administrators. */
  webhookSecret: '/api/v1/settings/webhook-secret',
  /** GET → {@link StatusView}: the findings of /ci doctor; for system administrators. */
  status: '/api/v1/status',
  /** GET → {@link CheckupView}, for system administrators: asks every CI system, so it takes some seconds. */
  checkup: '/api/v1/checkup',
  /** POST `{"ids": […]}` or `{"all": true}` → 202 {@link ReplayAnswer}; for system administrators. */
  replayDeliveries: '/api/v1/deliveries/replay',
  /** GET `?channel_id=` → {@link IntentList}. POST `/<name>/run` below it {@link RunRequest} → {@link RunAccepted} or {@link RunPlan}. */
  intents: '/api/v1/intents',
  /** GET `?channel_id=[&before=<older>]` → {@link RunList}. GET `/<id>` below it → {@link RunView}. POST `/<id>/approve`, `/reject`, `/cancel` {@link RunDecision}. */
  runs: '/api/v1/runs',
  /** POST: figures that a CI job adds to its pipeline's card, by a key. */
  reports: '/api/v1/reports',
  /** GET `[?user=&since=&until=&action=]`: JSON lines, for system administrators. */
  audit: '/api/v1/audit',
} as const;

/** Commands that may hold a secret behind their verb, as they are typed, without the slash: `trigger verb`. */
export interface PrivateCommandList {
  readonly commands: readonly string[];
}

/** A command with a secret in it, so that it goes to the plugin alone. */
export interface PrivateCommand {
  readonly command: string;
  readonly channel_id: string;
  /** Of the thread it was typed in, if any. */
  readonly root_id?: string;
}

export interface JobView {
  /** Identity in the CI system, unique within its connection. */
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly status: Status;
  /** It failed but may: the pipeline goes on. */
  readonly allowFailure: boolean;
  readonly url?: string;
  /** The CI system's reason, in words (`script failure`). Only on failed jobs. */
  readonly failureReason?: string;
  /** Seconds. */
  readonly duration?: number;
  /** How often it was retried, where known. */
  readonly retries?: number;
  /** Milliseconds since 1970, UTC. */
  readonly startedAt?: number;
}

export interface StageView {
  readonly name: string;
  readonly status: Status;
}

/** How a verdict stands against the one before it on the same branch. */
export type Trend = 'broken' | 'fixed' | 'still-failing';

/** Failed tests, as far as they are known. */
export interface TestsView {
  readonly total?: number;
  readonly failed: number;
  readonly skipped?: number;
  /** How many of the failed ones had not failed before; absent where that is not known. */
  readonly fresh?: number;
  /** Of failed tests, the new ones first; at most 10. */
  readonly names: readonly string[];
}

/** A pipeline that is shown on another one's card: its child, or a build of the same commit by another system. */
export interface LinkedPipelineView {
  readonly key: string;
  /** Shown name of the CI system. */
  readonly provider: string;
  /** Its own name, or its project's. */
  readonly name: string;
  /** Without `#`. */
  readonly number: string;
  readonly status: Status;
  readonly url?: string;
  /** Names of the jobs that failed it, at most 3. */
  readonly failedJobs: readonly string[];
}

export interface GateView {
  /** Name of the gate; empty where it has none. */
  readonly name: string;
  /** `error`: it could not be computed. `none`: there is nothing to judge. */
  readonly status: 'passed' | 'failed' | 'error' | 'none';
  readonly url?: string;
  /** Conditions that failed, in words: `coverage on new code 61.2 % (at least 80 %)`. */
  readonly conditions: readonly string[];
}

export interface ArtifactView {
  readonly name: string;
  /** What happened to it last. */
  readonly action: 'published' | 'promoted' | 'moved' | 'copied' | 'deleted' | 'scanned' | 'failed';
  readonly url?: string;
}

export interface DeploymentView {
  readonly environment: string;
  readonly status: Status;
  /** The deployment, else the environment. */
  readonly url?: string;
}

/** What belongs to a pipeline's commit besides the pipeline. What there is none of is absent. */
export interface JoinedView {
  readonly children?: readonly LinkedPipelineView[];
  readonly builds?: readonly LinkedPipelineView[];
  readonly gates?: readonly GateView[];
  readonly artifacts?: readonly ArtifactView[];
  readonly deployments?: readonly DeploymentView[];
  /** How many of these are not in their lists, all together. */
  readonly leftOut?: number;
}

/** A step that waits until a person answers. */
export interface InputView {
  readonly id: string;
  readonly message: string;
  /** What its button says: `Proceed`. */
  readonly proceed: string;
  /** Who may answer, as the CI system names them; anybody who may build when it is empty. */
  readonly submitters: readonly string[];
}

/** What can be done about a pipeline now. Whether the person may is seen when they click. */
export interface ActionView {
  /** Also the id of the button on the stored post, where that has it. */
  readonly id: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  /**
   * What will happen, to be asked before: then the click is sent without `confirm` in its context, and the server asks no more. Where it is
   * to be asked `lightly`, the server never asks it, and the button is clicked as any other afterwards.
   */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly lightly?: boolean };
  /** Context of the click, as the stored button holds it; opaque. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** What people did from chat about a pipeline. */
export interface DeedView {
  /** `retried`, `cancelled`, `played`, `deployed`, `rolled-back`, `approved`, `deployment-approved`, `merged` …; more may come. */
  readonly verb: string;
  /** What it was done to, where that is not the whole: a job, an environment, `!7`. */
  readonly what?: string;
  /** User names in Mattermost. */
  readonly by: readonly string[];
  readonly times: number;
  /** Milliseconds since 1970, UTC: the last time. */
  readonly at: number;
}

export interface ParameterView {
  readonly name: string;
  /** `***` where it is secret. */
  readonly value: string;
}

/** Somebody behind a run. */
export interface RunPersonView extends PersonView {
  /** In the CI system, where it is known. */
  readonly username?: string;
}

/** What a job reported about its pipeline: `cache_hit_rate`, 87.5 %. */
export interface FigureView {
  readonly name: string;
  readonly value: number;
  readonly unit?: string;
  /** At least so much is asked for; at most. */
  readonly min?: number;
  readonly max?: number;
  /** It is out of its limits. */
  readonly breached: boolean;
}

/** One pipeline as the card and the sidebar row show it. All text is foreign and must be shown as text, never as markup. */
export interface PipelineView {
  /** Identity over all connections; opaque. */
  readonly key: string;
  /** Grows with every change of this pipeline; a view with a lower number than one already seen is old news. */
  readonly revision: number;
  /** Shown name of the CI system, e.g. `GitLab`. */
  readonly provider: string;
  readonly project: { readonly path: string; readonly url: string };
  /** As the CI system numbers it for people, without `#`; empty while it waits in a queue and has none. */
  readonly number: string;
  readonly name?: string;
  readonly url: string;
  readonly status: Status;
  /** `name` is empty where it runs for none. */
  readonly ref: { readonly kind: 'branch' | 'tag' | 'merge-request'; readonly name: string; readonly url?: string };
  readonly mergeRequest?: { readonly number: string; readonly title: string; readonly url: string };
  readonly commit?: { readonly sha: string; readonly title: string; readonly url?: string; readonly author?: RunPersonView };
  readonly triggeredBy?: RunPersonView;
  /** The CI system's word for what started it (`push`, `schedule`, `merge_request_event` …). */
  readonly source?: string;
  readonly stages: readonly StageView[];
  readonly jobs: readonly JobView[];
  /** Times in milliseconds since 1970, UTC. */
  readonly createdAt?: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly updatedAt: number;
  /** Seconds. */
  readonly duration?: number;
  /** Seconds. */
  readonly queuedDuration?: number;
  /** Per cent. */
  readonly coverage?: number;
  /** Absent while it runs, and where it is neither. */
  readonly trend?: Trend;
  /** This one included; only of a failed one. */
  readonly failuresInARow?: number;
  /** Seconds: what pipelines of this branch take when they pass. */
  readonly usualDuration?: number;
  readonly tests?: TestsView;
  /** Those out of their limits first, then by name; at most 50. */
  readonly figures?: readonly FigureView[];
  /** Seconds that the CI system expects it to take; for where `usualDuration` is not known. */
  readonly expectedDuration?: number;
  /** Why it waits in the queue, or what became of it there, in the CI system's words. */
  readonly queueReason?: string;
  /** User name in Mattermost of who started it from chat. */
  readonly startedFromChat?: string;
  /** Keys of the views that stood for it while it was in the queue, one for each channel that follows it: those are over. */
  readonly replaces?: readonly string[];
  /** What keeps us from knowing more, and what to do: plain text. */
  readonly note?: string;
  /** With which values it was started, at most 20. */
  readonly parameters?: readonly ParameterView[];
  /** What it waits with. */
  readonly inputs?: readonly InputView[];
  /** The last ones, the oldest first. */
  readonly deeds?: readonly DeedView[];
  readonly actions?: readonly ActionView[];
  /** Its log can be asked for by {@link paths.log}. */
  readonly log?: boolean;
  /** Absent in views that tell of the pipeline alone. */
  readonly joined?: JoinedView;
  /**
   * Milliseconds since 1970: the newest moment that `joined` tells of. `revision` does not grow with it, so of two views with one
   * revision the one with the lower `joinedAt` (or none) is old news.
   */
  readonly joinedAt?: number;
}

/** Answer of GET {@link paths.pipelines}. */
export interface PipelineList {
  readonly pipelines: readonly PipelineView[];
  /** There are older ones: ask for them with this as `before`. Opaque. */
  readonly older?: string;
  /** Buttons that who asks may not click in this channel, by `<provider>/<call>` of their context; absent where they may all. */
  readonly refused?: readonly string[];
}

/** How one pipeline ended. */
export interface PastRunView {
  readonly key: string;
  readonly number: string;
  readonly status: Status;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Seconds. */
  readonly duration?: number;
  /** Names of the jobs that failed it, at most 5. */
  readonly failedJobs: readonly string[];
  readonly url?: string;
}

/** Answer of GET {@link paths.pipelineHistory}: newest first, at most 50. */
export interface HistoryView {
  readonly runs: readonly PastRunView[];
}

/** Answer of GET {@link paths.failing}. */
export interface FailingView {
  /** On how many branches the newest verdict of the last seven days is a failure. */
  readonly failing: number;
}

/** Answer of GET {@link paths.log}: what came since `start`, secrets masked. */
export interface LogPartView {
  readonly text: string;
  /** The next part's `start`. */
  readonly next: number;
  /** More may come: ask again in some seconds. */
  readonly more: boolean;
  /** What lies before `text` was left out: only the end of a long log is sent. */
  readonly cut?: boolean;
  /** The whole log in the CI system. */
  readonly url?: string;
}

/** Payload of {@link LOG_WANTED}. */
export interface LogWantedMessage {
  readonly channel_id: string;
  /** Of the pipeline. */
  readonly key: string;
  /** Name of it for the title: `team/app #14`. */
  readonly title: string;
}

/** Body of POST {@link paths.call}: the part of Mattermost's `PostActionIntegrationRequest` that is read. */
export interface CallRequest {
  readonly channel_id: string;
  readonly post_id?: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** A CI system that the plugin is connected with, where addresses can be looked at or issues be made. */
export interface PlaceView {
  readonly provider: string;
  /** Shown name of the CI system: `GitLab`. */
  readonly title: string;
  /** Name of the connection. */
  readonly connection: string;
  /** Base address, without a slash at its end. */
  readonly url: string;
  readonly previews: boolean;
  readonly issues: boolean;
  /** Where a browser begins to link an account, below the plugin's address; absent where that is not done by a browser. */
  readonly connect?: string;
}

/** Answer of GET {@link paths.places}. */
export interface PlaceList {
  readonly places: readonly PlaceView[];
}

export interface PreviewLabelView {
  readonly name: string;
  /** `#rrggbb` */
  readonly color?: string;
}

/** What an address leads to. All text is foreign and must be shown as text, never as markup. */
export interface LinkPreview {
  readonly kind: 'merge-request' | 'issue' | 'pipeline' | 'job' | 'commit';
  /** Path of the project. */
  readonly project: string;
  /** As people write it: `!12`, `#5`, `#4711`, the first letters of a hash. */
  readonly reference: string;
  readonly url: string;
  readonly title: string;
  /** Of merge requests and issues. */
  readonly state?: 'open' | 'draft' | 'merged' | 'closed';
  /** Of pipelines and jobs. */
  readonly status?: Status;
  readonly person?: PersonView;
  /** Milliseconds since 1970, UTC. */
  readonly at?: number;
  /** The branch or tag it is of; of a merge request the one it comes from. */
  readonly branch?: string;
  /** Of a merge request: the branch it goes to. */
  readonly target?: string;
  readonly labels?: readonly PreviewLabelView[];
  readonly milestone?: string;
  readonly assignees?: readonly PersonView[];
  /** The beginning of its description, as it was written. */
  readonly text?: string;
  /** The newest pipeline of it. */
  readonly pipeline?: { readonly reference: string; readonly status: Status };
  /** Of a pipeline: some, those that failed first. */
  readonly jobs?: readonly { readonly name: string; readonly status: Status; readonly reason?: string }[];
  /** How many jobs it has in all. */
  readonly jobCount?: number;
  /** Of a job. */
  readonly stage?: string;
  /** Of a job: why it failed. */
  readonly reason?: string;
  /** Seconds. */
  readonly duration?: number;
  /** It cannot be merged as it is. */
  readonly conflicts?: boolean;
}

/** Answer of GET {@link paths.previews}. `connect`: the person has linked no account, and without one it is not seen. */
export type PreviewAnswer =
  | { readonly kind: 'preview'; readonly preview: LinkPreview }
  | { readonly kind: 'connect' }
  /** There is none, or it is hidden from the person. */
  | { readonly kind: 'nothing' };

/** Answer of GET {@link paths.issueProjects}: the most active first, at most 50. */
export interface IssueProjectList {
  readonly projects: readonly { readonly id: string; readonly path: string }[];
}

/** Answer of GET {@link paths.issueChoices}: what an issue of that project can be given. */
export interface IssueChoicesView {
  readonly labels: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly username: string }[];
  readonly milestones: readonly { readonly id: string; readonly title: string }[];
}

export interface IssueView {
  /** Id of its project. */
  readonly project: string;
  readonly number: string;
  /** As people write it: `city/api#12`. */
  readonly reference: string;
  readonly title: string;
  readonly url: string;
  readonly open: boolean;
}

/** Answer of GET {@link paths.issues}: at most 20. */
export interface IssueList {
  readonly issues: readonly IssueView[];
}

/** Body of POST {@link paths.issues}. */
export interface NewIssue {
  readonly provider: string;
  readonly connection: string;
  /** Id of the project. */
  readonly project: string;
  readonly title: string;
  readonly description: string;
  readonly labels: readonly string[];
  /** Ids of people. */
  readonly assignees: readonly string[];
  /** Id of the milestone. */
  readonly milestone?: string;
  /** The post that the issue is made from: its address is added to the description, and its thread is told. */
  readonly post_id?: string;
}

/** Body of POST {@link paths.issueComments}. */
export interface NewIssueComment {
  readonly provider: string;
  readonly connection: string;
  /** Id of the project. */
  readonly project: string;
  readonly number: string;
  readonly post_id: string;
}

/** Answer of POST {@link paths.issues} and {@link paths.issueComments}. */
export interface MadeIssue {
  /** As people write it: `city/api#12`. */
  readonly reference: string;
  readonly url: string;
}

/** A delivery that was tried to the last and is kept for a person to replay. */
export interface DeadDeliveryView {
  /** UUID. */
  readonly id: string;
  readonly provider: string;
  readonly connection: string;
  /** Milliseconds since 1970, UTC. */
  readonly receivedAt: number;
  readonly attempts: number;
  /** Why the last try failed. */
  readonly reason: string;
}

/** Answer of GET {@link paths.deadDeliveries}: newest first, at most 100. */
export interface DeadDeliveryList {
  readonly deliveries: readonly DeadDeliveryView[];
  /** How many there are in all. */
  readonly total: number;
}

/** Answer of POST {@link paths.replayDeliveries}. */
export interface ReplayAnswer {
  /** How many will be tried again, within some seconds. */
  readonly replayed: number;
}

/** Payload of {@link PIPELINE_CHANGED}: sent to the members of each channel that shows the pipeline. */
export interface PipelineChangedMessage {
  /** JSON of a {@link PipelineView}; text, because Mattermost's websocket payload is flat. */
  readonly pipeline: string;
  readonly channel_id: string;
}

/** Props of a post of {@link PIPELINE_POST_TYPE}. */
export interface PipelinePostProps {
  readonly ci_pipeline_key: string;
  /**
   * JSON of the {@link PipelineView} that was true when the post was last stored; the web app shows it until it knows better. Text,
   * because the plugin protocol names the Go type of every value in an object. Posts of versions before 0.2 hold the object itself.
   */
  readonly ci_pipeline: string;
}

/** What tabs of the sidebar show besides pipelines. */
export type Topic = 'pipelines' | 'reviews' | 'alerts' | 'intents' | 'accounts' | 'subscriptions';

/** Payload of {@link TOPIC_CHANGED}. */
export interface TopicChangedMessage {
  /** Empty: in every channel. */
  readonly channel_id: string;
  readonly topic: Topic;
}
