// /ci route test and /ci template test: what the configuration would do, without doing it.

import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import { codeSpan } from '../rendering/code-span.ts';
import { checkTemplate, isTemplateName } from '../rendering/template-check.ts';
import { modelOf } from '../rendering/template-model.ts';
import { templateNames, type TemplateName } from '../rendering/template-names.ts';
import { exampleFor } from '../rendering/template-sample.ts';
import { createTemplates } from '../rendering/templates.ts';
import { testRoute as explainRoute } from '../routing/route-test.ts';
import type { Handler } from './handler.ts';
import type { Reply } from './reply.ts';
import { explainRoutes } from './route-explanation.ts';

export const testRoute: Handler = async ({ words }, { channelId }, ports) => {
  const explanation = explainRoute(words, ports.routeTest(channelId));
  if (explanation instanceof CiError) throw explanation;
  return { text: explainRoutes(explanation) };
};

export const testTemplate: Handler = async ({ values }, _context, ports) => {
  const name = values.get('name') ?? '';
  if (!isTemplateName(name)) throw unknownTemplate(name);
  const text = ports.templates()[name];
  if (text === undefined) return { text: `The configuration has no template ${codeSpan(name)}: the usual sentence is said.` };
  const fault = checkTemplate(name, text);
  if (fault !== undefined) throw new CiError('CI_TEMPLATE_WRONG', fault, 'Until it is mended the usual sentence is said.');
  return show(name, text);
};

/** In an attachment, as it may hold links. */
function show(name: TemplateName, text: string): Reply {
  const made = createTemplates({ [name]: text }).headline([name], () => modelOf(exampleFor(name), 'CI'));
  if (made === undefined) return { text: `${codeSpan(name)} makes nothing of the example: the usual sentence is said then.` };
  return { text: `${codeSpan(name)} makes of an example:`, attachments: [{ fallback: made, text: made }] };
}

function unknownTemplate(name: string): CiError {
  const meant = nearest(name, templateNames);
  const remedy = meant === undefined ? `There are: ${templateNames.join(', ')}.` : `Did you mean ${meant}?`;
  return new CiError('CI_TEMPLATE_UNKNOWN', `There is no template ${name.slice(0, 60)}.`, remedy);
}
