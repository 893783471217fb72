// The fields of the JFrog Platform's webhooks that are used, over its domains and versions.
// https://docs.jfrog.com/administration/docs/event-types

import * as z from 'zod';
import { address, amount, part, text, textOrNumber, texts } from '../../platform/foreign-json.ts';

const vcs = part({ revision: text });
/** A property has one value or several. */
const property = z
  .union([z.string(), z.array(z.string()).transform(([first]) => first)])
  .optional()
  .catch(undefined);

const dataShape = {
  repo_key: text,
  path: text,
  name: text,
  sha256: text,
  size: amount,
  image_name: text,
  tag: text,
  source_repo_path: text,
  target_repo_path: text,
  property_key: text,
  property_values: texts(1),
  build_name: text,
  build_number: textOrNumber,
  build_started: text,
  build_repo: text,
  release_bundle_name: text,
  release_bundle_version: textOrNumber,
  release_bundle_size: amount,
  environment: text,
  edge_node_info_list: z.array(z.unknown()).catch([]),
  /** Larger than a number can be. */
  transaction_id: textOrNumber,
  /** Not JFrog's own: what a custom payload may add. */
  vcs_revision: text,
  vcs: z
    .union([vcs.unwrap(), z.array(z.unknown()).transform(([first]) => vcs.parse(first))])
    .optional()
    .catch(undefined),
  properties: part({ 'vcs.revision': property }),
};

export const dataSchema = z.object(dataShape);

export const eventSchema = z.object({
  domain: text,
  /** Stood for the domain in early formats; there are no others' than these in both. */
  destination: text,
  event_type: text,
  data: z.unknown().optional(),
  jpd_origin: address,
  /** `jfrog/<user>`. */
  source: text,
});

export const nodeSchema = z.object({ edge_node_name: text });

export type Data = z.infer<typeof dataSchema>;
export type EventPayload = z.infer<typeof eventSchema>;
