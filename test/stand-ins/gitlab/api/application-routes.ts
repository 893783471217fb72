// OAuth applications of the GitLab as a whole, for its administrators, as REST v4 lists them. https://docs.gitlab.com/api/applications/
import type { Application } from '../oauth/grants.ts';
import { message } from './answer.ts';
import { paged } from './pages.ts';
import type { Routes } from './route.ts';
import { fail, someone } from './visit.ts';

export const applicationRoutes: Routes = [
  [
    'GET',
    '/applications',
    (visit) => {
      if (!someone(visit).isAdmin) fail(message(403, '403 Forbidden'));
      const all = visit.world.grants.applications.map((each, index) => ({ ...each, number: index + 1 }));
      return paged(visit, all, shape, ({ number }) => number);
    },
  ],
];

/** Several redirect addresses stand one a line. */
function shape({ id, number, name, redirectUris, confidential }: Application & { readonly number: number }) {
  return { id: number, application_id: id, application_name: name, callback_url: redirectUris.join('\r\n'), confidential };
}
