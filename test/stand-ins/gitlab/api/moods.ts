// How the stand-in can be out of sorts: slow, broken, under maintenance, moved or gone.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorPage, json, redirect, type Answer } from './answer.ts';

export type Mood =
  /** Answers rightly, so many real milliseconds late. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  | { readonly kind: 'error-page'; readonly status: 500 | 502 | 503 | 504 }
  /** 500 of the application, as JSON. */
  | { readonly kind: 'error' }
  /** 503 for what writes, as in maintenance mode. */
  | { readonly kind: 'maintenance' }
  /** 429, whatever the limits are. */
  | { readonly kind: 'too-many'; readonly retryAfterSeconds?: number }
  /** 302 to the sign-in page, as behind a single sign-on. */
  | { readonly kind: 'login-redirect' }
  /** 301 to the same path below another address. */
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'broken-json' }
  /** Half of an answer, then the connection is cut. */
  | { readonly kind: 'cut' }
  /** The connection is cut before anything is said. */
  | { readonly kind: 'refuse' }
  /** Never answers. */
  | { readonly kind: 'hang' };

export interface MoodOptions {
  /** Which requests, by `POST /gitlab/api/v4/projects/1/pipeline`; all when left out. */
  readonly on?: RegExp;
  /** For so many requests; until it is taken back when left out. */
  readonly times?: number;
}

export interface Moods {
  /** Answers how to take it back. */
  add(mood: Mood, options?: MoodOptions): () => void;
  find(request: string): Mood | undefined;
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
  };
}

export const tooMany = (retryAfterSeconds: number, headers: Answer['headers'] = {}): Answer => ({
  status: 429,
  headers: { 'Content-Type': 'text/plain', 'Retry-After': String(retryAfterSeconds), ...headers },
  body: 'Retry later\n',
});

/** The wrong answer of a mood; undefined for those that give none, or the right one. */
export function wrongAnswer(mood: Mood, method: string, rest: string, base: string): Answer | undefined {
  switch (mood.kind) {
    case 'error-page':
      return errorPage(mood.status);
    case 'error':
      return json({ message: '500 Internal Server Error' }, 500);
    case 'maintenance':
      return method === 'GET' || method === 'HEAD'
        ? undefined
        : json({ message: 'GitLab is undergoing maintenance' }, 503, { 'Retry-After': '60' });
    case 'too-many':
      return tooMany(mood.retryAfterSeconds ?? 1);
    case 'login-redirect':
      return redirect(`${base}/users/sign_in`);
    case 'moved':
      return redirect(`${mood.to}${rest}`, 301);
    case 'broken-json':
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"id":1,"username":"ali' };
    default:
      return undefined;
  }
}

/** Cuts the connection: at once, or after the beginning of an answer. */
export function cut({ socket }: IncomingMessage, response: ServerResponse, begins: boolean): void {
  if (!begins) return void socket.destroy();
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '4096' });
  response.write('{"id":1,"username":"alice","name":"Ali', () => socket.destroy());
}
