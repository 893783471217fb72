// What identifies a subject.

import type { SubjectKey } from './ids.ts';
import type { Project } from './pipeline.ts';

/** What identifies a subject and never changes in its life. */
export interface SubjectIdentity {
  readonly key: SubjectKey;
  /** Folder name of the provider. */
  readonly provider: string;
  readonly connection: string;
  /** Undefined where the sender knows no projects, as for alerts. */
  readonly project?: Project;
}
