// Every generated struct and method can be read, and leads only to structs that are there.
import { expect, test } from '@jest/globals';
import { methodName } from './method-table.ts';
import { argsOf, createProtocol, returnsOf } from './schema.ts';
import type { GobType } from './wire/index.ts';

const protocol = createProtocol();

function refs(type: GobType): string[] {
  if (type.kind === 'ref') return [type.name];
  if (type.kind === 'map') return [...refs(type.key), ...refs(type.elem)];
  return type.kind === 'slice' || type.kind === 'array' ? refs(type.elem) : [];
}

test('every struct leads only to structs that are there', () => {
  const { structs } = protocol.schema;
  const missing = Object.values(structs).flatMap(({ fields }) =>
    fields.flatMap(({ type }) => refs(type)).filter((name) => structs[name] === undefined),
  );
  expect(missing).toEqual([]);
  expect(Object.keys(structs).length).toBeGreaterThan(750);
});

test('every method has its arguments and results', () => {
  const { structs } = protocol.schema;
  const methods = [...protocol.api.values(), ...protocol.hooks.values()].map(({ read }) => read());
  expect(methods.length).toBeGreaterThan(280);
  for (const method of methods) {
    for (const type of [argsOf(method), returnsOf(method)]) expect(refs(type).every((name) => structs[name] !== undefined)).toBe(true);
  }
});

test('the type of a method’s arguments is one object for all its calls, and so is that of its results', () => {
  const [method] = Array.from(protocol.api.values(), ({ read }) => read());
  if (method === undefined) throw new Error('There is no method.');
  expect(argsOf(method)).toBe(argsOf({ ...method }));
  expect(returnsOf(method)).toBe(returnsOf({ ...method }));
});

test('a struct that does not exist is not there', () => {
  expect(protocol.schema.structs['toString']).toBeUndefined();
});

test('names begin with a small letter, abbreviations with small letters', () => {
  expect(['CreatePost', 'KVGet', 'OAuthApp', 'PluginHTTP'].map(methodName)).toEqual(['createPost', 'kvGet', 'oAuthApp', 'pluginHTTP']);
});
