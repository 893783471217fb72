// A CI system says no, in the words of OAuth 2.

/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 and 4.1.2.1 */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';
  /** `invalid_grant`, `access_denied` … */
  readonly error: string;
  /** The CI system's own words, foreign; may be empty. */
  readonly words: string;

  constructor(error: string, words: string) {
    super(`The CI system refuses: ${/^[a-z_]{1,40}$/.test(error) ? error : 'for a reason of its own'}`);
    this.error = error;
    this.words = words;
  }
}

const MOST = 300;

export function wordsOfRefusal(description: string | undefined): string {
  return (description ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, MOST);
}
