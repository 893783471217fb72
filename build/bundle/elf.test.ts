// Editing an executable, tried on the one that runs this test.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editExecutable } from './elf-edit.ts';
import { type Executable, offsetOf, readExecutable, segmentType } from './elf.ts';

const content = Buffer.from('what the note says');
let node: Buffer;
let edited: Buffer;
let before: Executable;
let after: Executable;

beforeAll(() => {
  node = readFileSync(process.execPath);
  edited = editExecutable(node, { libraryPath: '$ORIGIN', note: { name: 'A_NOTE', content } });
  before = readExecutable(node);
  after = readExecutable(edited);
});

describe('an edited executable', () => {
  it('looks for the same libraries, beside itself', () => {
    expect(after.needed).toEqual(before.needed);
    expect(after.needed).toContain('libstdc++.so.6');
    expect([before.libraryPath, after.libraryPath]).toEqual([undefined, '$ORIGIN']);
  });

  it('carries the note where the loader puts it', () => {
    const note = after.segments.findLast(({ type }) => type === segmentType.note);
    expect(note).toBeDefined();
    const at = offsetOf(after.segments, note?.address ?? 0);
    expect(at).toBe(note?.offset);
    expect(edited.toString('latin1', at + 12, at + 18)).toBe('A_NOTE');
    expect(edited.subarray(at + 20, at + 20 + content.length).equals(content)).toBe(true);
  });

  it('has its program headers where every Linux computes their address: at the distance of the first segment', () => {
    const first = after.segments.find(({ type }) => type === segmentType.load);
    const table = after.segments.find(({ type }) => type === segmentType.table);
    expect((table?.address ?? 0) - (table?.offset ?? 0)).toBe((first?.address ?? 0) - (first?.offset ?? 0));
  });

  it('is smaller, having lost its symbols', () => {
    expect(edited.length).toBeLessThan(node.length);
  });

  it('still runs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'elf-'));
    try {
      const path = join(folder, 'node');
      writeFileSync(path, edited);
      chmodSync(path, 0o755);
      expect(execFileSync(path, ['-p', '6 * 7'], { encoding: 'utf8' }).trim()).toBe('42');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses a file that is no executable', () => {
    expect(() => readExecutable(Buffer.alloc(64))).toThrow('not a 64-bit');
  });
});
