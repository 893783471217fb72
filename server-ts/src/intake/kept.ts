// What is kept of a request beside its body: enough to read it again, never a proof.

const USEFUL = /^(content-type|user-agent|x-.*(event|instance|kind).*)$/;
const SECRET = /auth|token|secret|signature|hmac|password|cookie|key/;

export function keepHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => USEFUL.test(name) && !SECRET.test(name)).map(([name, value]) => [name, value.slice(0, 1000)]),
  );
}

export function keepQuery(query: URLSearchParams): string {
  return new URLSearchParams([...query].filter(([name]) => !SECRET.test(name.toLowerCase()))).toString().slice(0, 2000);
}
