// How the hooks tell of a project, and of its repository.
import type { Project } from './projects.ts';

const visibilityLevels = { private: 0, internal: 10, public: 20 } as const;

export function hookProject(base: string, { id, path, description, visibility, defaultBranch }: Project) {
  const [name = path, ...above] = path.split('/').toReversed();
  const web_url = `${base}/${path}`;
  const git_ssh_url = `git@gitlab.test:${path}.git`;
  const git_http_url = `${web_url}.git`;
  return {
    id,
    name,
    description,
    web_url,
    avatar_url: null,
    git_ssh_url,
    git_http_url,
    namespace: above.toReversed().join('/'),
    visibility_level: visibilityLevels[visibility],
    path_with_namespace: path,
    default_branch: defaultBranch,
    ci_config_path: '',
    homepage: web_url,
    url: git_ssh_url,
    ssh_url: git_ssh_url,
    http_url: git_http_url,
  };
}

/** Without what is told of a project only. */
export function hookRepository(base: string, project: Project) {
  const { name, url, description, homepage, git_http_url, git_ssh_url, visibility_level } = hookProject(base, project);
  return { name, url, description, homepage, git_http_url, git_ssh_url, visibility_level };
}
