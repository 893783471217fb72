// Sends one delivery as a sender does, and tells what was answered.

export interface HookTarget {
  /** `…/plugins/ci-command-center/webhooks/<provider>[/<connection>]`. */
  readonly hookUrl: string;
  readonly secret: string;
}

export interface Answer {
  /** 0 when nobody answered. */
  readonly status: number;
  readonly text: string;
}

/** `body`: bytes as they are signed. Never rejects. */
export async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    return { status: 0, text: String(error) };
  }
}
