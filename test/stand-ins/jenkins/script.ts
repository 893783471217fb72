// What a build will do: stages, log, tests, artifacts and how it ends.
import type { ParameterDefinition } from './parameters.ts';

export type Result = 'SUCCESS' | 'UNSTABLE' | 'FAILURE' | 'NOT_BUILT' | 'ABORTED';

export interface TestCase {
  readonly className: string;
  readonly name: string;
  /** `REGRESSION` fails for the first time. */
  readonly status: 'PASSED' | 'FIXED' | 'SKIPPED' | 'FAILED' | 'REGRESSION';
  readonly seconds?: number;
  readonly message?: string;
  readonly stackTrace?: string;
  /** Builds in a row that it failed; 1 when left out. */
  readonly age?: number;
  readonly suite?: string;
}

export interface ArtifactPlan {
  /** Below the workspace: `build/app.jar`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Waits until somebody proceeds, submits or aborts. */
export interface InputPlan {
  /** Jenkins makes it begin with a capital letter. */
  readonly id?: string;
  readonly message: string;
  /** Label of the button; `Proceed` when left out. */
  readonly ok?: string;
  /** People who may answer; whoever may build when left out. */
  readonly submitters?: readonly string[];
  readonly parameters?: readonly ParameterDefinition[];
}

export interface StagePlan {
  readonly name: string;
  /** Jenkins's seconds; 1 when left out. The lines of its log are spread over them. */
  readonly seconds?: number;
  /** Lines, without line breaks. */
  readonly log?: readonly string[];
  /** The build goes no further than here until the test lets it: `build.release(name)`. Asked before the stage's work. */
  readonly hold?: string;
  readonly input?: InputPlan;
  /** `UNSTABLE` goes on; `FAILURE` and `ABORTED` end the build. */
  readonly result?: Result;
  /** What the failing step says: `script returned exit code 1`. */
  readonly error?: string;
}

export interface Script {
  readonly stages: readonly StagePlan[];
  /** Worse than what the stages make, when given. */
  readonly result?: Result;
  readonly tests?: readonly TestCase[];
  readonly artifacts?: readonly ArtifactPlan[];
  /** Values that Jenkins itself hides in the log, as its credentials plugin does. */
  readonly secrets?: readonly string[];
  readonly branch?: string;
  readonly sha?: string;
  readonly message?: string;
  readonly author?: string;
  /** It ends only by `kill`: `stop` and `term` are said, and not obeyed. */
  readonly stubborn?: boolean;
}

/** Of the parameters' values a build was started with, and its number. */
export type MakeScript = (build: { readonly number: number; readonly values: ReadonlyMap<string, string> }) => Script;

const order = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED'] as const satisfies readonly Result[];

/** The worse of two, as `Result.combine`. */
export function worse(left: Result, right: Result): Result {
  return order.indexOf(left) >= order.indexOf(right) ? left : right;
}
