// Paths of jobs and builds below Jenkins' address.

/** `folder/asgard/feature%2Fsearch` → `job/folder/job/asgard/job/feature%252Fsearch`. */
export function jobPath(name: string): string {
  return name
    .split('/')
    .map((part) => `job/${encodeURIComponent(part.toWellFormed())}`)
    .join('/');
}

/** A build by its number. */
export interface BuildPlace {
  /** Full name of the job, as Jenkins has it. */
  readonly job: string;
  readonly number: string;
}

export function buildPath({ job, number }: BuildPlace): string {
  return `${jobPath(job)}/${encodeURIComponent(number)}`;
}
