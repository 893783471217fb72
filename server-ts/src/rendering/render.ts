// The scene of one subject → its post, the posts of its thread, and what the web app shows live.

import { isSettled } from '../ci/facts.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { identityOf } from '../ci/subject.ts';
import { actReplies } from './act-replies.ts';
import type { PostAction } from './actions.ts';
import { alertReplies } from './alert-replies.ts';
import { alertsCard } from './alerts-card.ts';
import { artifactCard } from './artifact-card.ts';
import { attachmentOf, messageOf } from './attachment.ts';
import { cardActions } from './card-buttons.ts';
import type { Card } from './card.ts';
import { deploymentCard } from './deployment-card.ts';
import { substance } from './edits.ts';
import { findingReply } from './finding-reply.ts';
import { gateCard } from './gate-card.ts';
import { jobReplies } from './job-replies.ts';
import { joinedReplies } from './joined-replies.ts';
import { sortJoined } from './joined.ts';
import { newsCard } from './news-card.ts';
import { renderPipeline } from './pipeline-card.ts';
import { cardToPost } from './pipeline-post.ts';
import type { PostContent, RenderContext, Rendered, RenderScene, Reply } from './rendered.ts';
import { reviewCard } from './review-card.ts';
import { modelOf } from './template-model.ts';
import { templatesFor } from './template-names.ts';
import { verdictReply } from './verdict-reply.ts';
import { sceneToView } from './view.ts';

/** Pure: the same scene renders the same. */
export function render(scene: RenderScene, context: RenderContext): Rendered {
  const { state, joined, followed } = scene;
  const title = context.providerTitle(identityOf(state).provider);
  const own = context.templates.headline(templatesFor(scene), () => modelOf(scene, title));
  const titled = (card: Card): Card => (own === undefined ? card : { ...card, headline: own });
  const said = repliesOf(scene, context.jobs === true);
  const replies = context.quiet === true ? said.map(hush) : said;
  const told = { substance: substance(state, joined, followed), settled: isSettled(state), replies };
  if (state.kind !== 'pipeline') {
    const buttons = otherActions(state, context);
    const made = titled(cardOf({ ...scene, state }, title));
    return { ...told, content: plainPost(buttons.length === 0 ? made : { ...made, buttons }) };
  }
  const buttons = cardActions(state.pipeline, context.cardButtons?.(state, joined) ?? []);
  const view = sceneToView(state, scene, context, buttons);
  const card = { ...titled(renderPipeline(state, { providerTitle: title }, scene)), buttons };
  const verdict = context.quiet === true ? undefined : verdictReply(state, card);
  return { ...told, replies: [...(verdict === undefined ? [] : [verdict]), ...replies], content: cardToPost(card, view), view };
}

function otherActions(state: OtherScene['state'], { subjectButtons }: RenderContext): readonly PostAction[] {
  if (state.kind !== 'merge-request' && state.kind !== 'issue' && state.kind !== 'deployment') return [];
  return cardActions(state.subject, subjectButtons?.(state) ?? []);
}

type OtherScene = RenderScene & { readonly state: Exclude<RenderScene['state'], PipelineState> };

function cardOf({ state, updatedAt }: OtherScene, title: string): Card {
  switch (state.kind) {
    case 'gate':
      return gateCard(state, title);
    case 'artifact':
      return artifactCard(state, title);
    case 'deployment':
      return deploymentCard(state, title);
    case 'alerts':
      return alertsCard(state, title, updatedAt);
    case 'merge-request':
    case 'issue':
      return reviewCard(state, title);
    case 'news':
      return newsCard(state, title);
  }
}

function repliesOf({ state, joined, findings }: RenderScene, jobs: boolean): readonly Reply[] {
  switch (state.kind) {
    case 'pipeline':
      return [
        ...findings.map((finding) => ({ ...findingReply([state, ...pipelinesIn(joined)], finding), ...(jobs && { edit: true }) })),
        ...(jobs ? jobReplies([state, ...pipelinesIn(joined)], findings) : []),
        ...joinedReplies(sortJoined(joined), detailsOf(state).commit?.sha),
      ];
    case 'alerts':
      return alertReplies(state);
    case 'merge-request':
    case 'issue':
      return actReplies(state);
    case 'gate':
    case 'artifact':
    case 'deployment':
    case 'news':
      return [];
  }
}

function pipelinesIn(states: RenderScene['joined']): readonly PipelineState[] {
  return states.filter((state) => state.kind === 'pipeline');
}

function plainPost(card: Card): PostContent {
  return { type: '', message: messageOf(card.headline), props: { attachments: [attachmentOf(card)] } };
}

function hush(reply: Reply): Reply {
  return { ...reply, loud: false };
}
