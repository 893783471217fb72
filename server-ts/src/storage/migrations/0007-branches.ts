// A pipeline whose branch nobody told was once kept as if it ran on the branch `unknown`; now it has none.

export const branches = {
  id: 7,
  // Its place stays: what has no branch is compared with what had none before. A branch that is really called so has an address.
  sql: `
with told as (
  select key, coalesce(state#>'{overview,snapshot,ref}', state#>'{overview,outline,ref}') as ref
  from ci_command_center.subjects where kind = 'pipeline')
update ci_command_center.subjects s set
  state = s.state #- '{overview,snapshot,ref}' #- '{overview,outline,ref}',
  ref_name = null
from told t where t.key = s.key and t.ref->>'kind' = 'branch' and t.ref->>'name' in ('unknown', '') and t.ref->'url' is null;
`,
} as const;
