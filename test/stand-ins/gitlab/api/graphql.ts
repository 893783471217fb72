// What GitLab answers only over GraphQL: which inputs and variables the pipelines of a project declare on a ref.
import { levels } from '../people.ts';
import { commitAt, type DeclaredInput, type Project } from '../projects.ts';
import { insufficientScope, json, type Answer } from './answer.ts';
import { canSee, isRecord, levelIn, type Visit } from './visit.ts';

const errors = (message: string, data?: unknown): Answer =>
  json({ ...(data !== undefined && { data }), errors: [{ message, locations: [], path: [] }] });

/** A value of the query's text: a literal, or a variable. */
function argument(text: string, name: string, variables: unknown): string | undefined {
  const [, literal, variable] = new RegExp(String.raw`\b${name}:\s*(?:"((?:[^"\\]|\\.)*)"|\$(\w+))`, 'u').exec(text) ?? [];
  if (literal !== undefined) return String(JSON.parse(`"${literal}"`));
  const value = variable !== undefined && isRecord(variables) ? variables[variable] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function graphqlAnswer(visit: Omit<Visit, 'params'>): Answer {
  const { world, body, person, token, method } = visit;
  const query = body['query'];
  if (method !== 'POST' || typeof query !== 'string') return errors('Unexpected end of document');
  if (token !== undefined && !['api', 'read_api'].some((each) => token.scopes.includes(each))) return insufficientScope('api read_api');
  if (query.includes('currentUser') && !query.includes('project('))
    return json({
      data: {
        currentUser: person === undefined ? null : { id: `gid://gitlab/User/${person.id}`, username: person.username, name: person.name },
      },
    });
  const field = ['ciPipelineCreationInputs', 'ciConfigVariables'].find((each) => query.includes(each));
  if (field === undefined) return errors('The stand-in answers ciPipelineCreationInputs and ciConfigVariables only');
  const path = argument(query, 'fullPath', body['variables']);
  const ref = argument(query, 'ref', body['variables']);
  const project = world.projects.find((each) => each.path === path);
  if (project === undefined || !canSee(person, project)) return json({ data: { project: null } });
  const id = `gid://gitlab/Project/${project.id}`;
  if (levelIn({ ...visit, params: {} }, project) < levels.developer)
    return json({ data: { project: { id, [field]: field === 'ciConfigVariables' ? [] : null } } });
  if (field === 'ciConfigVariables') return json({ data: { project: { id, ciConfigVariables: variablesOf(project) } } });
  if (ref === undefined || commitAt(project, ref) === undefined)
    return errors('The branch or tag does not exist', { project: { id, ciPipelineCreationInputs: null } });
  return json({ data: { project: { id, ciPipelineCreationInputs: project.inputs.map(inputShape) } } });
}

/** `null` while the file is read behind the scenes (`Ci::ListConfigVariablesService`, reactive caching). */
function variablesOf(project: Project) {
  project.reading -= 1;
  if (project.reading >= 0) return null;
  return project.variables.map(({ key, value = '', description, options }) => ({
    key,
    value,
    description: description ?? null,
    valueOptions: options ?? null,
  }));
}

const inputShape = ({ name, type = 'string', description, default: usual, options, regex }: DeclaredInput) => ({
  name,
  type: type.toUpperCase(),
  description: description ?? null,
  required: usual === undefined,
  default: usual ?? null,
  options: options ?? null,
  regex: regex ?? null,
});
