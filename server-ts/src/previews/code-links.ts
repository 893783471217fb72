// Addresses that point at lines of files, in a message as it was typed: those that stand open in the text, not in code or in links with words.

const fence = /^ {0,3}(`{3,}|~{3,})/;
/** Lines of code by indentation, and quotations of what somebody else wrote. */
const aside = /^(?: {4}|\t|\s*>)/;
const codeSpan = /(`+)(?!`).*?(?<!`)\1(?!`)/g;
const address = /(?<!\]\(\s*<?)https?:\/\/[^\s<>()[\]"'`{}|\\^]+#L\d{1,9}(?:-L?\d{1,9})?(?![\w#-])/g;
/** Letters of a message that are read: Mattermost takes no longer ones. */
const LONGEST = 20_000;

export interface LinesPointed {
  /** Each once, in the order they stand. */
  readonly links: readonly string[];
  /** A code block is not ended: what is put behind the message would belong to it. */
  readonly open: boolean;
}

export function linksIn(message: string): LinesPointed {
  const found = new Set<string>();
  let open: string | undefined;
  for (const line of message.slice(0, LONGEST).split('\n')) {
    const marks = fence.exec(line)?.[1];
    if (open !== undefined) {
      if (marks?.startsWith(open) === true && line.trim() === marks) open = undefined;
    } else if (marks !== undefined) {
      open = marks;
    } else if (!aside.test(line)) {
      for (const [link] of line.replace(codeSpan, ' ').matchAll(address)) found.add(link);
    }
  }
  return { links: [...found], open: open !== undefined };
}
