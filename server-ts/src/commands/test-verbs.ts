// /ci route test and /ci template test: what the configuration would do, without doing it.

import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import { codeSpan, codeSpans } from '../rendering/code-span.ts';
import type { Handler } from './handler.ts';

export const testRoute: Handler = async ({ words }, _context, ports) => ({ text: (await ports.testRoute(words)).join('\n') });

export const testTemplate: Handler = async ({ values }, _context, { templates }) => {
  const name = values.get('name') ?? '';
  const names = templates.names();
  if (names.includes(name)) return { text: `${codeSpan(name)} makes of an example:\n${templates.test(name)}` };
  const meant = nearest(name, names);
  const known = names.length === 0 ? 'The configuration has no templates.' : `There are: ${codeSpans(names)}.`;
  throw new CiError(
    'CI_TEMPLATE_UNKNOWN',
    `There is no template ${name.slice(0, 60)}.`,
    meant === undefined ? known : `Did you mean ${meant}?`,
  );
};
