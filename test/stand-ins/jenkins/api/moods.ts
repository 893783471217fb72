// How the stand-in can be out of sorts: slow, broken, moved or gone.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorPage, html, loginPage, redirect, starting, type Answer } from './answer.ts';

export type Mood =
  /** Answers rightly, so many real milliseconds late. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** 302 to its login page, as behind a single sign-on. */
  | { readonly kind: 'login-redirect' }
  /** The login page itself, with 200. */
  | { readonly kind: 'login-page' }
  /** 301 to the same path below another address. */
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'error-page'; readonly status: 500 | 502 | 503 | 504 }
  | { readonly kind: 'starting' }
  | { readonly kind: 'broken-json' }
  /** Half of an answer, then the connection is cut. */
  | { readonly kind: 'cut' }
  /** The connection is cut before anything is said. */
  | { readonly kind: 'refuse' }
  /** Never answers. */
  | { readonly kind: 'hang' };

export interface MoodOptions {
  /** Which requests, by `POST /jenkins/job/x/build`; all when left out. */
  readonly on?: RegExp;
  /** For so many requests; until it is taken back when left out. */
  readonly times?: number;
}

export interface Moods {
  /** Answers how to take it back. */
  add(mood: Mood, options?: MoodOptions): () => void;
  find(request: string): Mood | undefined;
  clear(): void;
}

export function createMoods(): Moods {
  let all: { mood: Mood; on: RegExp | undefined; left: number }[] = [];
  return {
    add(mood, { on, times = Infinity } = {}) {
      const entry = { mood, on, left: times };
      all.unshift(entry);
      return () => {
        all = all.filter((each) => each !== entry);
      };
    },
    find(request) {
      const entry = all.find(({ on, left }) => left > 0 && (on === undefined || on.test(request)));
      if (entry !== undefined) entry.left -= 1;
      return entry?.mood;
    },
    clear() {
      all = [];
    },
  };
}

/** The wrong answer of a mood; undefined for those that give none, or the right one. */
export function wrongAnswer(mood: Mood, uri: string, context: string): Answer | undefined {
  switch (mood.kind) {
    case 'login-redirect':
      return redirect(`${context}/login?from=${encodeURIComponent(uri)}`);
    case 'login-page':
      return loginPage(context);
    case 'moved':
      return redirect(`${mood.to}${uri.slice(context.length)}`, 301);
    case 'error-page':
      return mood.status === 500
        ? errorPage(500, 'java.lang.NullPointerException', uri)
        : html(
            `<html>\r\n<head><title>${mood.status} Bad Gateway</title></head>\r\n<body>\r\n<center><h1>${mood.status} Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
            mood.status,
          );
    case 'starting':
      return starting;
    case 'broken-json':
      return {
        status: 200,
        headers: { 'Content-Type': 'application/json;charset=utf-8' },
        body: '{"_class":"hudson.model.Hudson","jobs":[{"name":',
      };
    default:
      return undefined;
  }
}

/** Cuts the connection: at once, or after the beginning of an answer. */
export function cut({ socket }: IncomingMessage, response: ServerResponse, begins: boolean): void {
  if (!begins) return void socket.destroy();
  response.writeHead(200, { 'Content-Type': 'application/json;charset=utf-8', 'Content-Length': '4096' });
  response.write('{"_class":"hudson.model.Hudson","mode":"NORM', () => socket.destroy());
}
