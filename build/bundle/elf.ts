// Reads the parts of a 64-bit little-endian ELF executable that packaging must know: segments and dynamic entries.
// Layout and constants: the System V ABI, chapters 4 and 5, and /usr/include/elf.h.
export const segmentType = { load: 1, dynamic: 2, note: 4, table: 6 } as const;
export const dynamicTag = { end: 0, needed: 1, strings: 5, stringsSize: 10, libraryPath: 15, runPath: 29 } as const;
export const elfHeader = {
  machine: 18,
  tableOffset: 32,
  sectionsOffset: 40,
  segments: 56,
  sectionSize: 58,
  sections: 60,
  sectionNames: 62,
} as const;
export const segmentSize = 56;
const machines = new Map([
  [62, 'x86_64'],
  [183, 'aarch64'],
]);

/** One program header; every number is in bytes. */
export interface Segment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
  readonly align: number;
}

/** One entry of the dynamic section and where its value lies in the file. */
export interface DynamicEntry {
  readonly tag: number;
  readonly value: number;
  readonly offset: number;
}

export interface Executable {
  readonly machine: string;
  readonly segments: readonly Segment[];
  /** Up to and without the closing empty entry. */
  readonly dynamic: readonly DynamicEntry[];
  /** Names of the libraries that the loader must find. */
  readonly needed: readonly string[];
  /** DT_RPATH or DT_RUNPATH. */
  readonly libraryPath: string | undefined;
}

/** Throws when the bytes are not an ELF executable for one of our two machines. */
export function readExecutable(file: Buffer): Executable {
  if (file.readUInt32BE(0) !== 0x7f_45_4c_46 || file.readUInt16BE(4) !== 0x02_01)
    throw new Error('This is not a 64-bit little-endian ELF file.');
  const machine = machines.get(file.readUInt16LE(elfHeader.machine));
  if (machine === undefined) throw new Error('This ELF file is for neither x86_64 nor aarch64.');
  const segments = readSegments(file);
  const dynamic = readDynamic(file, segments);
  const text = (entry: DynamicEntry) => readString(file, offsetOf(segments, valueOf(dynamic, dynamicTag.strings)) + entry.value);
  const path = dynamic.find(({ tag }) => tag === dynamicTag.libraryPath || tag === dynamicTag.runPath);
  return {
    machine,
    segments,
    dynamic,
    needed: dynamic.filter(({ tag }) => tag === dynamicTag.needed).map((entry) => text(entry)),
    libraryPath: path && text(path),
  };
}

/** The value of a dynamic entry that every executable has; throws when this one has not. */
export function valueOf(dynamic: readonly DynamicEntry[], tag: number): number {
  const entry = dynamic.find((candidate) => candidate.tag === tag);
  if (!entry) throw new Error(`The ELF file has no dynamic entry ${tag}.`);
  return entry.value;
}

/** Where in the file the byte lies that is loaded at an address. */
export function offsetOf(segments: readonly Segment[], address: number): number {
  const home = segments.find((s) => s.type === segmentType.load && address >= s.address && address < s.address + s.fileSize);
  if (!home) throw new Error(`No segment of the ELF file is loaded at address ${address}.`);
  return address - home.address + home.offset;
}

export function readWord(file: Buffer, offset: number): number {
  return Number(file.readBigUInt64LE(offset));
}

function readSegments(file: Buffer): Segment[] {
  const table = readWord(file, elfHeader.tableOffset);
  return Array.from({ length: file.readUInt16LE(elfHeader.segments) }, (_, index) => {
    const at = table + index * segmentSize;
    return {
      type: file.readUInt32LE(at),
      flags: file.readUInt32LE(at + 4),
      offset: readWord(file, at + 8),
      address: readWord(file, at + 16),
      fileSize: readWord(file, at + 32),
      memorySize: readWord(file, at + 40),
      align: readWord(file, at + 48),
    };
  });
}

function readDynamic(file: Buffer, segments: readonly Segment[]): DynamicEntry[] {
  const home = segments.find(({ type }) => type === segmentType.dynamic);
  if (!home) throw new Error('The ELF file is not dynamically linked.');
  const entries: DynamicEntry[] = [];
  for (let offset = home.offset; offset < home.offset + home.fileSize; offset += 16) {
    const tag = readWord(file, offset);
    if (tag === dynamicTag.end) break;
    entries.push({ tag, value: readWord(file, offset + 8), offset });
  }
  return entries;
}

function readString(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset));
}
