// Text for people, put together so that nothing foreign in it can act: what is not ours is escaped when it is rendered.

/** One piece of a text. */
export type Piece =
  /** Markdown of ours. */
  | { readonly kind: 'own'; readonly text: string }
  /** Of a CI system or a person: shown as it is, never as markup. */
  | { readonly kind: 'foreign'; readonly text: string }
  /** Foreign, as code within a line. */
  | { readonly kind: 'code'; readonly text: string }
  /** Foreign, several lines as a code block; it begins a line of its own. */
  | { readonly kind: 'block'; readonly text: string }
  /** Both foreign. Without an address, or with one that is not http or https, only the text. */
  | { readonly kind: 'link'; readonly text: string; readonly url: string };

export interface Words {
  readonly pieces: readonly Piece[];
}

export type Sayable = Words | string | number;

/** ``say`Build ${link('#14', url)} of ${job} waits.` ``: the literal parts are our Markdown, texts and numbers between them are foreign. */
export function say(literals: TemplateStringsArray, ...values: readonly Sayable[]): Words {
  const pieces = literals.flatMap((text, index): readonly Piece[] => {
    const value = values[index];
    const own: readonly Piece[] = text === '' ? [] : [{ kind: 'own', text }];
    return value === undefined ? own : [...own, ...piecesOf(value)];
  });
  return { pieces };
}

export function code(text: string): Words {
  return { pieces: [{ kind: 'code', text }] };
}

export function block(text: string): Words {
  return { pieces: [{ kind: 'block', text }] };
}

export function link(text: string, url: string | undefined): Words {
  return { pieces: [url === undefined ? { kind: 'foreign', text } : { kind: 'link', text, url }] };
}

/** One after the other with `separator`, our Markdown, between them: a line break when not said. */
export function join(all: readonly Sayable[], separator = '\n'): Words {
  const between: Piece = { kind: 'own', text: separator };
  return { pieces: all.flatMap((each, index) => (index === 0 ? piecesOf(each) : [between, ...piecesOf(each)])) };
}

function piecesOf(value: Sayable): readonly Piece[] {
  return typeof value === 'object' ? value.pieces : [{ kind: 'foreign', text: String(value) }];
}
