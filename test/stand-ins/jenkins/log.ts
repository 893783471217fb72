// A build's log as bytes that grow, so that it can be read on from where one stopped.

export interface BuildLog {
  /** Lines without their line breaks. Secrets become `****`, as the credentials plugin does. */
  write(...lines: readonly string[]): void;
  /** So many bytes so far. */
  readonly size: number;
  from(start: number): Buffer;
  text(): string;
}

export function createLog(secrets: readonly string[] = []): BuildLog {
  let chunks: Buffer[] = [];
  let size = 0;
  const whole = (): Buffer => {
    const joined = Buffer.concat(chunks);
    chunks = [joined];
    return joined;
  };
  const hide = (text: string) => secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '****')), text);
  return {
    write(...lines) {
      if (lines.length === 0) return;
      const chunk = Buffer.from(hide(`${lines.join('\n')}\n`));
      chunks.push(chunk);
      size += chunk.length;
    },
    get size() {
      return size;
    },
    from: (start) => whole().subarray(Math.min(Math.max(0, start), size)),
    text: () => whole().toString(),
  };
}
