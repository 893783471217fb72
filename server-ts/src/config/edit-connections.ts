// Changes of the connections in the YAML: all else stays as it was written, with its comments and in its order.

import { isMap, isSeq, parseDocument, type Document, type YAMLMap } from 'yaml';

/** As the YAML has it; what is left out of a known one stays. */
export interface ConnectionEntry {
  readonly name: string;
  readonly provider: string;
  readonly url: string;
  readonly webhookSecret?: string;
  readonly token?: string;
  readonly username?: string;
  readonly ca?: string;
  readonly oauth?: { readonly clientId: string; readonly clientSecret: string };
}

type Place = Pick<ConnectionEntry, 'provider' | 'name'>;

/** The text is YAML without faults; whether the new one is right is to be checked. */
export function putConnection(text: string, { name, provider, ...given }: ConnectionEntry): string {
  return edit(text, (document) => {
    const known = find(document, { provider, name });
    if (known === undefined) {
      if (isSeq(document.get('connections'))) document.addIn(['connections'], document.createNode({ name, provider, ...given }));
      else document.set('connections', document.createNode([{ name, provider, ...given }]));
      return;
    }
    // There is one secret again.
    if (given.webhookSecret !== undefined) known.delete('webhookSecrets');
    const { oauth, ...flat } = given;
    for (const [key, value] of Object.entries(flat)) known.set(key, document.createNode(value));
    for (const [key, value] of Object.entries(oauth ?? {})) known.setIn(['oauth', key], value);
  });
}

/** Without `connections` when it was the only one. */
export function dropConnection(text: string, place: Place): string {
  return edit(text, (document) => {
    const known = find(document, place);
    const all: unknown = document.get('connections');
    if (known === undefined || !isSeq(all)) return;
    all.items = all.items.filter((each) => each !== known);
    if (all.items.length === 0) document.delete('connections');
  });
}

/** Of all of its kind only this one is preferred; none, when there is no such entry. */
export function preferConnection(text: string, place: Place): string {
  return edit(text, (document) => {
    const preferred = find(document, place);
    for (const each of entries(document)) {
      if (each === preferred) each.set('preferred', true);
      else if (each.get('provider') === place.provider) each.delete('preferred');
    }
  });
}

function edit(text: string, change: (document: Document) => void): string {
  const document: Document = parseDocument(text, { merge: true, prettyErrors: false, logLevel: 'error' });
  change(document);
  return isMap(document.contents) && document.contents.items.length === 0 && document.commentBefore === null
    ? ''
    : document.toString({ lineWidth: 0, flowCollectionPadding: /[[{] /.test(text) });
}

function find(document: Document, { provider, name }: Place): YAMLMap | undefined {
  return entries(document).find(
    (each) => each.get('provider') === provider && String(each.get('name')).toLowerCase() === name.toLowerCase(),
  );
}

function entries(document: Document): readonly YAMLMap[] {
  const all: unknown = document.get('connections');
  return isSeq(all) ? all.items.filter((each) => isMap(each)) : [];
}
