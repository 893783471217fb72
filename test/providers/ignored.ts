// Stored deliveries that are not news for a channel: each is answered with a reason, and nothing else comes of it.

export const ignored: Readonly<Record<string, readonly string[]>> = {
  gitlab: ['feature_flag.json', 'member.json', 'milestone_project.json', 'resource_access_token_project.json', 'subgroup.json'],
  artifactory: ['property_other.json'],
  github: ['check_run_failure.json', 'ping.json'],
};
