// /ci flaky: jobs that fail and pass on the same commit.

import { listFlaky } from '../flaky/list.ts';
import { codeSpan } from '../rendering/code-span.ts';
import type { Handler } from './handler.ts';
import { readProject } from './project-argument.ts';

const DAYS = 30;
const LIMIT = 20;

export const showFlaky: Handler = async ({ values }, _context, ports) => {
  const asked = values.get('project');
  const bases = ports.connections().map(({ url }) => url);
  const project = asked === undefined ? undefined : readProject(asked, bases).path;
  const found = await ports.flaky({ ...(project !== undefined && { project }), since: ports.now() - DAYS * 24 * 3_600_000, limit: LIMIT });
  const place = project === undefined ? '' : ` in ${codeSpan(project)}`;
  const title = `Jobs that failed and then passed on the same commit${place}, in the last ${DAYS} days`;
  if (found.length === 0) return { text: `No job failed and then passed on the same commit${place} in the last ${DAYS} days.` };
  return { text: `${title}:`, attachments: [{ fallback: title, text: listFlaky(found, ports.now()) }] };
};
