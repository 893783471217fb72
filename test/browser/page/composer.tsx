// Where one types: messages, slash commands, and the server's suggestions for those.
import * as React from 'react';
import { send, suggest, type Suggestion } from './server.ts';

export function Composer({ channel }: { channel: string }): JSX.Element {
  const [text, setText] = React.useState('');
  const [suggestions, setSuggestions] = React.useState<readonly Suggestion[]>([]);
  const [failure, setFailure] = React.useState('');
  const latest = React.useRef('');

  const show = async (typed: string) => {
    const found = await suggest(typed);
    // Answers may overtake each other; only that for what is there now counts.
    if (latest.current === typed) setSuggestions(found);
  };
  const type = (next: string) => {
    setText(next);
    latest.current = next;
    if (!next.startsWith('/')) return setSuggestions([]);
    void show(next);
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const sent = text;
    type('');
    setFailure('');
    send(sent).catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  };
  return (
    <form className="composer" onSubmit={submit}>
      {suggestions.length > 0 ? (
        <ul className="suggestions" aria-label="Suggestions">
          {suggestions.map((each) => (
            <li key={each.Complete}>
              <button type="button" aria-label={each.Suggestion} onClick={() => type(`/${each.Complete.replace(/^\//u, '')} `)}>
                <strong>{each.Suggestion}</strong> <em>{each.Hint}</em> <span>{each.Description}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {failure === '' ? null : (
        <div className="failure" role="alert">
          {failure}
        </div>
      )}
      <input
        value={text}
        onChange={(event) => type(event.target.value)}
        aria-label="Message"
        placeholder={`Write to ${channel}`}
        autoComplete="off"
      />
    </form>
  );
}
