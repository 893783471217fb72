// Headlines as the administrator wants them: Liquid templates, in which nothing foreign acts and which nothing can hang.

export interface Templates {
  /** The sentence that the first of these templates makes; undefined when there is none, or when it fails. */
  headline(names: readonly string[], model: object): string | undefined;
}

/** No templates: every headline is the built-in one. */
export const noTemplates: Templates = { headline: () => undefined };
