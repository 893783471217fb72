import { expect, test } from '@jest/globals';
import { createDeployGates, type DeployRule } from './deploy-gates.ts';

const rule = (given: Partial<DeployRule>): DeployRule => ({
  project: 'team/**',
  name: 'production',
  branches: [],
  approvals: 0,
  selfApproval: false,
  ...given,
});

test('every entry that fits a deployment holds, the strictest number counts, and what is of no known branch passes no list', () => {
  const gates = createDeployGates([
    rule({ branches: ['main', 'release/*'] }),
    rule({ project: 'team/api', name: '*', branches: ['main', 'v*'], approvals: 2, selfApproval: true }),
    rule({ project: 'team/api', approvals: 1 }),
  ]);
  expect(gates.of('team/api', 'production', 'main')).toEqual({
    branches: ['main', 'release/*', 'v*'],
    isAllowed: true,
    approvals: 2,
    selfApproval: false,
  });
  expect(gates.of('team/api', 'production', 'release/1')?.isAllowed).toBe(false);
  expect(gates.of('team/web', 'production', 'release/1')).toMatchObject({ isAllowed: true, approvals: 0 });
  expect(gates.of('team/api', 'staging', undefined)?.isAllowed).toBe(false);
  expect(gates.of('team/web', 'staging', 'main')).toBeUndefined();
  expect([gates.any('team/web'), gates.any('other/web')]).toEqual([true, false]);
});
