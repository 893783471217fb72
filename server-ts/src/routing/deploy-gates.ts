// What the configuration asks of one deployment: all entries that fit its project and environment, together. Pure.

import type { DeployGates } from '../ci/deploy-gate.ts';
import { compileGlob, type Glob } from './glob.ts';

/** As configured; globs. */
export interface DeployRule {
  readonly project: string;
  readonly name: string;
  /** None: any. */
  readonly branches: readonly string[];
  readonly approvals: number;
  readonly selfApproval: boolean;
}

export function createDeployGates(rules: readonly DeployRule[]): DeployGates {
  const compiled = rules.map((rule) => ({ rule, project: compileGlob(rule.project), name: compileGlob(rule.name) }));
  return {
    any: (project) => compiled.some((each) => each.project(project)),
    of(project, environment, ref) {
      const all = compiled.filter((each) => each.project(project) && each.name(environment)).map(({ rule }) => rule);
      if (all.length === 0) return undefined;
      const strictest = all.filter(({ approvals }) => approvals > 0);
      return {
        branches: [...new Set(all.flatMap(({ branches }) => branches))],
        isAllowed: all.every(({ branches }) => isAmong(branches, ref)),
        approvals: Math.max(0, ...all.map(({ approvals }) => approvals)),
        selfApproval: strictest.every(({ selfApproval }) => selfApproval),
      };
    },
  };
}

function isAmong(branches: readonly string[], ref: string | undefined): boolean {
  if (branches.length === 0) return true;
  return ref !== undefined && branches.map((branch): Glob => compileGlob(branch)).some((matches) => matches(ref));
}
