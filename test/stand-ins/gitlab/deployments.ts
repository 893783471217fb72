// Deployments that jobs make as they run, and those that wait for somebody's approval.
import { environmentOf } from './make-project.ts';
import type { Deployment, DeploymentStatus, Environment, Project } from './projects.ts';
import type { Job, Status } from './state.ts';

export interface Deployments {
  /** The one that the job makes; undefined when it has not begun to. */
  of(job: Job): Deployment | undefined;
  /** Waits for approvals of its environment; the first look makes the deployment that waits. */
  isBlocked(job: Job): boolean;
  /** It is the job's turn, and somebody has to play it: GitLab makes the deployment before that (`AtomicProcessingService#update_job!`). */
  expect(job: Job): void;
  /** To be called whenever the status of a job changed. */
  follow(job: Job): void;
}

const statuses: Readonly<Partial<Record<Status, DeploymentStatus>>> = {
  running: 'running',
  success: 'success',
  failed: 'failed',
  canceled: 'canceled',
};

const of = (job: Job) => job.pipeline.project.deployments.find((each) => each.job === job);

/** `changed` is told of each deployment that is new or has another status. */
export function createDeployments(changed: (deployment: Deployment, project: Project) => void): Deployments {
  const add = (job: Job, name: string, status: DeploymentStatus): Deployment => {
    const { project, scenario, user, sha } = job.pipeline;
    const deployment: Deployment = {
      id: job.id + 300_000,
      iid: project.deployments.length + 1,
      environment: environmentIn(project, name),
      sha,
      ref: scenario.ref,
      by: job.user ?? user,
      job,
      createdAt: new Date(),
      updatedAt: new Date(),
      status,
      approvals: [],
    };
    project.deployments.push(deployment);
    changed(deployment, project);
    return deployment;
  };
  return {
    of,
    isBlocked(job) {
      const { environment } = job.plan;
      if (environment === undefined) return false;
      const wanted = environmentIn(job.pipeline.project, environment).protection?.requiredApprovals ?? 0;
      return wanted > 0 && (of(job) ?? add(job, environment, 'blocked')).status === 'blocked';
    },
    expect(job) {
      const { environment } = job.plan;
      if (environment !== undefined && of(job) === undefined) add(job, environment, 'created');
    },
    follow(job) {
      const { environment } = job.plan;
      const status = statuses[job.status];
      if (environment === undefined || status === undefined) return;
      const deployment = of(job);
      if (deployment === undefined) {
        if (status === 'running') add(job, environment, status);
        return;
      }
      deployment.status = status;
      deployment.updatedAt = new Date();
      changed(deployment, job.pipeline.project);
    },
  };
}

function environmentIn(project: Project, name: string): Environment {
  const known = project.environments.find((each) => each.name === name);
  if (known !== undefined) return known;
  const made = environmentOf(project.id * 100 + project.environments.length + 1, { name });
  project.environments.push(made);
  return made;
}
