// Releases, CI configuration and events of a project, as REST v4 tells of them.
import { commitAt, type Project } from '../projects.ts';
import type { World } from '../world.ts';
import { json, message, missing, type Answer } from './answer.ts';
import { paged } from './pages.ts';
import { shownCommit } from './repository-routes.ts';
import type { Routes } from './route.ts';
import { isoTime, userBasic } from './shapes.ts';
import { fail, projectOf, reader, required, someone, text, type Visit } from './visit.ts';

export const releaseRoutes: Routes = [
  ['GET', '/projects/:id/releases', listReleases],
  ['POST', '/projects/:id/releases', createRelease],
  ['GET', '/projects/:id/releases/:tag', oneRelease],
  ['DELETE', '/projects/:id/releases/:tag', removeRelease],
  ['GET', '/projects/:id/ci/lint', lint],
  ['POST', '/projects/:id/ci/lint', lint],
  ['GET', '/projects/:id/events', listEvents],
];

function releaseShape(visit: Visit, project: Project, tag: string) {
  const release = project.releases.get(tag) ?? fail(missing());
  const commit = project.tags.get(tag)?.commit;
  const { base } = visit.world;
  return {
    tag_name: tag,
    description: release.description,
    name: release.name,
    created_at: isoTime(release.at),
    released_at: isoTime(release.at),
    upcoming_release: false,
    author: userBasic(visit.world, release.author),
    commit: commit === undefined ? null : shownCommit(visit, project, commit),
    commit_path: commit === undefined ? null : `/${project.path}/-/commit/${commit.id}`,
    tag_path: `/${project.path}/-/tags/${tag}`,
    assets: { count: 0, sources: [], links: [] },
    evidences: [],
    _links: { self: `${base}/${project.path}/-/releases/${tag}` },
  };
}

function listReleases(visit: Visit): Answer {
  const project = reader(visit, 'guest');
  return paged(visit, [...project.releases.keys()].toReversed(), (tag) => releaseShape(visit, project, tag));
}

function oneRelease(visit: Visit): Answer {
  return json(releaseShape(visit, reader(visit, 'guest'), visit.params['tag'] ?? ''));
}

function createRelease(visit: Visit): Answer {
  const project = projectOf(visit, 'developer');
  const by = someone(visit).username;
  const tag = required(visit, 'tag_name');
  const ref = text(visit, 'ref');
  if (project.releases.has(tag)) return message(409, 'Release already exists');
  if (!project.tags.has(tag) && ref === undefined) return message(422, 'Ref is not specified');
  const commit = ref === undefined ? undefined : commitAt(project, ref);
  if (!project.tags.has(tag) && commit === undefined) return message(422, `Failed to create tag: Target ${String(ref)} is invalid`);
  if (!project.tags.has(tag)) visit.world.tell.tag({ project: project.path, by, tag, message: text(visit, 'tag_message') ?? '' });
  visit.world.tell.release({ project: project.path, tag, name: text(visit, 'name') ?? tag, description: text(visit, 'description') ?? '' });
  return json(releaseShape(visit, project, tag), 201);
}

function removeRelease(visit: Visit): Answer {
  const project = projectOf(visit, 'developer');
  const tag = visit.params['tag'] ?? '';
  const gone = releaseShape(visit, project, tag);
  visit.world.tell.release({ project: project.path, tag, action: 'delete' });
  return json(gone);
}

/** The stand-in reads no YAML: what the project's pipelines do is said by its options. */
function lint(visit: Visit): Answer {
  const project = visit.method === 'GET' ? reader(visit) : projectOf(visit);
  const content = project.files.get('.gitlab-ci.yml') ?? null;
  return json({ valid: true, errors: [], warnings: [], merged_yaml: content, includes: [], jobs: [] });
}

const eventOf = (
  world: World,
  action_name: string,
  target_type: string,
  id: number,
  iid: number,
  title: string,
  author: Parameters<typeof userBasic>[1],
  at: Date,
) => ({
  id,
  action_name,
  target_type,
  target_id: id,
  target_iid: iid,
  target_title: title,
  author: userBasic(world, author),
  author_username: author.username,
  created_at: at.toISOString(),
});

function listEvents(visit: Visit): Answer {
  const project = reader(visit);
  const requests = [...project.mergeRequests.values()].map((each) =>
    eventOf(visit.world, 'opened', 'MergeRequest', each.iid + 1000, each.iid, each.title, each.author, each.createdAt),
  );
  const issues = [...project.issues.values()]
    .filter(({ confidential }) => !confidential)
    .map((each) => eventOf(visit.world, 'opened', 'Issue', each.iid + 5000, each.iid, each.title, each.author, each.createdAt));
  return paged(
    visit,
    [...requests, ...issues].toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1)),
    (each) => ({ ...each, project_id: project.id }),
  );
}
