// Table of contents: what the assembly joins, and what other rooms ask by.

export { catalogueOf } from './catalogue.ts';
export { createGuard, type Attempt, type Guard } from './guard.ts';
export { createPermissions, type PermissionPorts, type Permissions } from './permit.ts';
export { roles, type Role, type Rule } from './rule.ts';
