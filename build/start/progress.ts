// One line that says what is being done and for how long, so that a long build does not look like a hang.

export interface ProgressLine {
  say(text: string): void;
  end(): void;
}

/** In a terminal the line is redrawn each second; elsewhere each step is a line of its own. */
export function showProgress(): ProgressLine {
  const out = process.stderr;
  const state = { text: '', since: Date.now() };
  const draw = () => {
    if (state.text !== '') out.write(`\r\u001B[2K… ${state.text} (${Math.round((Date.now() - state.since) / 1000)} s)`);
  };
  const timer = out.isTTY ? setInterval(draw, 1000) : undefined;
  timer?.unref();
  return {
    say(text) {
      Object.assign(state, { text, since: Date.now() });
      if (out.isTTY) draw();
      else out.write(`… ${text}\n`);
    },
    end() {
      clearInterval(timer);
      if (out.isTTY) out.write('\r\u001B[2K');
      state.text = '';
    },
  };
}
