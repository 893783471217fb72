// Tells what in a log says why a job failed from what its runner says before and after.

import type { LogLine } from './lines.ts';

const ERROR =
  /\b(?:errors?|err!|failed|failures?|failing|fatal|panic(?:ked)?|exceptions?|traceback|assert\w*|undefined|cannot|could not|unable to|not found|no such|denied|refused|timed out|timeout|segmentation fault|core dumped|killed|out of memory|oom\w*|aborted|invalid|unexpected|mismatch|expected)\b|[✕✗✘✖❌]|^E {2,}\S|\b[A-Z]\w+(?:Error|Exception)\b/i;
/** Said of what went well. */
const NO_ERROR = /\b(?:0|no|without) (?:errors?|failures?|failed|failing)\b|\b(?:errors?|failures?|failed)\b\s?[:=]\s?0\b/gi;

/** Which step a runner is at: nothing that a job said. */
const STEP = /^\[Pipeline\]/;

/** Said after every failure, whatever it was. */
const EPILOGUE = [
  /^(?:##\[error\]|ERROR: )?(?:Job failed|script returned|Process completed with|Command failed|Cleaning up failed)?:? ?(?:command terminated with )?exit (?:code|status) \d+\.?$/i,
  /^Cleaning up (?:project directory|orphan processes|file based variables)/i,
  /^(?:Uploading artifacts|Saving cache|Creating cache|Restoring cache|Checking cache|Running after[ _]script)/i,
  /^(?:WARNING: .*no matching files|ERROR: No files to upload)/i,
  /^Finished: (?:FAILURE|ABORTED|UNSTABLE)$/,
  STEP,
  /^Post job cleanup\.$/,
];

const AROUND = /cleanup|after_script|upload|archive|cache|artifacts?|prepare|get_sources|resolve_secrets|restore|download/i;

/** It may say why. */
export function looksWrong({ text }: LogLine): boolean {
  return ERROR.test(text.slice(0, 2000).replace(NO_ERROR, ''));
}

export function isEpilogue({ text }: LogLine): boolean {
  return EPILOGUE.some((pattern) => pattern.test(text));
}

export function isStep(line: string): boolean {
  return STEP.test(line);
}

/** In a section that prepares the job or tidies up after it. */
export function isAround({ section }: LogLine): boolean {
  return section !== undefined && AROUND.test(section);
}
