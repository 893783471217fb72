import { expect, test } from '@jest/globals';
import { address, keepDigits, parseJson, shaOf, text, texts } from './foreign-json.ts';

test('no bytes make it throw, however deep they nest', () => {
  expect(parseJson(Buffer.from('{"a":1'))).toBeUndefined();
  expect(parseJson(Buffer.from([0xff, 0xfe]))).toBeUndefined();
  expect(() => parseJson(Buffer.from('['.repeat(200_000) + ']'.repeat(200_000)), keepDigits)).not.toThrow();
});

test('numbers beyond 2^53 keep their digits', () => {
  expect(parseJson(Buffer.from('{"id":395969746957422601,"n":[1,1.5]}'), keepDigits)).toEqual({ id: '395969746957422601', n: [1, 1.5] });
});

test('text is shortened and holds nothing that PostgreSQL refuses', () => {
  expect(text.parse(` a\0b\ud800${'x'.repeat(2000)}`)).toHaveLength(998);
  expect([null, 7, '', '  ', undefined].map((value) => text.parse(value))).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(texts(3).parse(['a', 1, ' b ', 'c'])).toEqual(['a', 'b']);
  expect(texts(3).parse('a')).toEqual([]);
});

test('an address is of the web and cannot break out of a link', () => {
  expect(address.parse('https://ci.example/job/a%20b/')).toBe('https://ci.example/job/a%20b/');
  expect(['javascript:alert(1)', 'https://a b', 'https://a/<b>', '/job', 7].map((value) => address.parse(value))).toEqual(
    Array(5).fill(undefined),
  );
});

test('a revision that only counts is no commit', () => {
  expect(shaOf('C6D86DC654B12425E706BCF951ADFE5A8627A517')).toBe('c6d86dc654b12425e706bcf951adfe5a8627a517');
  expect(['12345678', '0000000', 'main', 'abc', undefined].map(shaOf)).toEqual(Array(5).fill(undefined));
});
