// Input steps of a running build: what they ask, and the ways to answer.
import type { Build, WaitingInput } from '../builds.ts';
import { mapOf, valuesOf } from '../parameters.ts';
import { failure, html, notFound, nothing, page, oops, redirect, errorPage, type Answer } from './answer.ts';
import { buildPath } from './build-beans.ts';
import { submittedValues } from './job-routes.ts';
import { absolute, may, needPost, type Visit } from './visit.ts';

/** `rest`: `<id>/proceedEmpty`, `<id>/proceed`, `<id>/abort`, `<id>/submit`. */
export function inputRoute(visit: Visit, build: Build, rest: readonly string[]): Answer {
  const [id, act] = rest;
  if (id === undefined)
    return build.inputs.length === 0 ? notFound(visit.uri) : html(page('Paused for Input', '<h1>Paused for Input</h1>'));
  const input = build.inputs.find((each) => each.id === id);
  if (input === undefined || act === undefined || rest.length > 2) return notFound(visit.uri);
  needPost(visit);
  switch (act) {
    case 'proceedEmpty':
      return proceed(visit, input, new Map());
    case 'proceed':
      return proceed(visit, input, undefined);
    case 'abort':
      return abort(visit, input);
    case 'submit': {
      const answer = visit.given.has('proceed') ? proceed(visit, input, undefined) : abort(visit, input);
      return answer.status === 200 ? redirect(absolute(visit, `${buildPath(build)}console`)) : answer;
    }
    default:
      return notFound(visit.uri);
  }
}

/** `values`: read from the form's `json` when undefined. */
export function proceed(visit: Visit, { plan, settle }: WaitingInput, values: ReadonlyMap<string, string> | undefined): Answer {
  const { person } = visit.visitor;
  if (!maySubmit(visit, plan.submitters))
    return failure(
      plan.submitters === undefined
        ? 'You need to have Job/Build permissions to submit this.'
        : `You need to be ${plan.submitters.join(',')} to submit this.`,
    );
  const definitions = plan.parameters ?? [];
  const given = values ?? submittedValues(visit.given.get('json') ?? '');
  if (given === undefined) return errorPage(400, 'Nothing is submitted', visit.uri);
  for (const name of given.keys()) if (!definitions.some((each) => each.name === name)) return oops();
  // What is not submitted is not there, though it has a default.
  const submitted = valuesOf(
    definitions.filter(({ name }) => given.has(name)),
    given,
  );
  if ('problem' in submitted) return oops();
  settle({ proceed: true, by: person, values: mapOf(submitted) });
  return nothing();
}

function abort(visit: Visit, { plan, settle }: WaitingInput): Answer {
  if (!maySubmit(visit, plan.submitters) && !may(visit, 'Job/Cancel'))
    return failure('You need to be able to cancel the build, or to submit this, to abort it.');
  settle({ proceed: false, by: visit.visitor.person, values: new Map() });
  return nothing();
}

function maySubmit(visit: Visit, submitters: readonly string[] | undefined): boolean {
  if (submitters === undefined) return may(visit, 'Job/Build');
  const { person } = visit.visitor;
  return may(visit, 'Overall/Administer') || submitters.some((each) => each.toLowerCase() === person?.name.toLowerCase());
}
