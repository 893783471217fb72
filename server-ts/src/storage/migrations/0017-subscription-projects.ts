// Finds the subscriptions to one project among thousands.

export const subscriptionProjects = {
  id: 17,
  sql: `
create index subscriptions_project on ci_command_center.subscriptions (provider, lower(project));
create index subscriptions_place on ci_command_center.subscriptions (provider, (place->>'id')) where place is not null;
`,
} as const;
