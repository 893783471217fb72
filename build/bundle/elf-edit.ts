// Makes of a `node` executable one that carries a script and finds its libraries beside itself: what strip, postject and
// `patchelf --force-rpath` do, because a build machine has none of the three and their order matters when mixed.
//
// The file is cut behind its last segment (symbols and section headers go), and one new read-only segment is appended:
//   program headers | strings of the loader, with the library path | note with the script
// The old places of the first two are left unused. The new segment has the same distance between file offset and address
// as the first one, because Linux before 5.18 computes the address of the program headers from that.
import {
  type DynamicEntry,
  dynamicTag,
  elfHeader,
  offsetOf,
  readExecutable,
  readWord,
  type Segment,
  segmentSize,
  segmentType,
  valueOf,
} from './elf.ts';

const pageSize = new Map([
  ['x86_64', 0x1000],
  ['aarch64', 0x1_0000],
]);

export interface Addition {
  /** Where the loader looks for libraries first; `$ORIGIN` is the executable's own folder. */
  readonly libraryPath: string;
  /** Node finds its script by the name of a note. */
  readonly note: { readonly name: string; readonly content: Uint8Array };
}

interface Layout {
  readonly segments: readonly Segment[];
  readonly appended: Buffer;
  readonly offset: number;
  readonly strings: { readonly address: number; readonly size: number };
}

/** Returns the edited executable; throws when the file is not of the shape that Node's builds have. */
export function editExecutable(file: Buffer, addition: Addition): Buffer {
  const { machine, segments, dynamic } = readExecutable(file);
  const layout = layOut(file, segments, dynamic, pageSize.get(machine) ?? 0x1_0000, addition);
  const edited = Buffer.alloc(layout.offset + layout.appended.length);
  file.copy(edited, 0, 0, Math.max(...segments.map((s) => s.offset + s.fileSize)));
  layout.appended.copy(edited, layout.offset);
  pointHeader(edited, layout);
  pointDynamic(edited, segments, dynamic, layout);
  return edited;
}

function layOut(
  file: Buffer,
  segments: readonly Segment[],
  dynamic: readonly DynamicEntry[],
  page: number,
  { libraryPath, note }: Addition,
): Layout {
  const loads = segments.filter(({ type }) => type === segmentType.load);
  const distance = Math.min(...loads.map((s) => s.address)) - Math.min(...loads.map((s) => s.offset));
  const fileEnd = Math.max(...segments.map((s) => s.offset + s.fileSize));
  const memoryEnd = Math.max(...loads.map((s) => s.address + s.memorySize));
  const offset = roundUp(Math.max(fileEnd, memoryEnd - distance), page);

  const stringsOffset = offsetOf(segments, valueOf(dynamic, dynamicTag.strings));
  const oldStrings = file.subarray(stringsOffset, stringsOffset + valueOf(dynamic, dynamicTag.stringsSize));
  const strings = padded(Buffer.concat([oldStrings, Buffer.from(`${libraryPath}\0`, 'latin1')]), 8);
  const noteBytes = encodeNote(note.name, note.content);
  const tableSize = (segments.length + 2) * segmentSize;
  const size = tableSize + strings.length + noteBytes.length;
  const place = (type: number, at: number, length: number, align: number): Segment => ({
    type,
    flags: 4, // readable
    offset: offset + at,
    address: offset + at + distance,
    fileSize: length,
    memorySize: length,
    align,
  });
  const table = segments.map((s) => (s.type === segmentType.table ? place(segmentType.table, 0, tableSize, 8) : s));
  const lastLoad = table.findLastIndex(({ type }) => type === segmentType.load);
  table.splice(lastLoad + 1, 0, place(segmentType.load, 0, size, page));
  table.push(place(segmentType.note, tableSize + strings.length, noteBytes.length, 4));
  return {
    segments: table,
    offset,
    appended: Buffer.concat([...table.map((s) => encodeSegment(s)), strings, noteBytes]),
    strings: { address: offset + tableSize + distance, size: oldStrings.length + libraryPath.length + 1 },
  };
}

function pointHeader(edited: Buffer, { offset, segments }: Layout): void {
  edited.writeBigUInt64LE(BigInt(offset), elfHeader.tableOffset);
  edited.writeUInt16LE(segments.length, elfHeader.segments);
  edited.writeBigUInt64LE(0n, elfHeader.sectionsOffset);
  edited.writeUInt16LE(0, elfHeader.sectionSize);
  edited.writeUInt16LE(0, elfHeader.sections);
  edited.writeUInt16LE(0, elfHeader.sectionNames);
}

function pointDynamic(edited: Buffer, segments: readonly Segment[], dynamic: readonly DynamicEntry[], { strings }: Layout): void {
  const oldAddress = valueOf(dynamic, dynamicTag.strings);
  const oldSize = valueOf(dynamic, dynamicTag.stringsSize);
  const oldOffset = offsetOf(segments, oldAddress);
  edited.fill(0, oldOffset, oldOffset + oldSize);
  const values = new Map<number, number>([
    [dynamicTag.strings, strings.address],
    [dynamicTag.stringsSize, strings.size],
  ]);
  for (const { tag, offset } of dynamic) {
    const value = values.get(tag);
    if (value !== undefined) edited.writeBigUInt64LE(BigInt(value), offset + 8);
  }
  addDynamic(edited, segments, dynamic.length, oldSize);
}

/** Linkers leave spare empty entries behind the last one; the library path takes the first of them. */
function addDynamic(edited: Buffer, segments: readonly Segment[], used: number, value: number): void {
  const home = segments.find(({ type }) => type === segmentType.dynamic);
  if (!home || home.fileSize < (used + 2) * 16) throw new Error('The dynamic section of the ELF file has no free entry.');
  const free = home.offset + used * 16;
  if (readWord(edited, free + 16) !== 0) throw new Error('The dynamic section of the ELF file has no free entry.');
  edited.writeBigUInt64LE(BigInt(dynamicTag.libraryPath), free);
  edited.writeBigUInt64LE(BigInt(value), free + 8);
}

function encodeSegment(segment: Segment): Buffer {
  const bytes = Buffer.alloc(segmentSize);
  bytes.writeUInt32LE(segment.type, 0);
  bytes.writeUInt32LE(segment.flags, 4);
  const words = [segment.offset, segment.address, segment.address, segment.fileSize, segment.memorySize, segment.align];
  words.forEach((word, index) => bytes.writeBigUInt64LE(BigInt(word), 8 + index * 8));
  return bytes;
}

function encodeNote(name: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(12);
  const nameBytes = Buffer.from(`${name}\0`, 'latin1');
  header.writeUInt32LE(nameBytes.length, 0);
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, padded(nameBytes, 4), padded(Buffer.from(content), 4)]);
}

function padded(bytes: Buffer, to: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(roundUp(bytes.length, to) - bytes.length)]);
}

function roundUp(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
