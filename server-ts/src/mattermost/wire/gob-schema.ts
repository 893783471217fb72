// Describes Go types to the gob codec, so that values are plain JavaScript with JSON-shaped names on one side
// and Go's field names on the wire.

/** A Go type. `ref` names a struct of the {@link GobSchema}. Pointers are flattened, as gob does. */
export type GobType =
  | { readonly kind: 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'string' | 'bytes' }
  | { readonly kind: 'slice' | 'array'; readonly elem: GobType; readonly length?: number; readonly wireName?: string }
  | { readonly kind: 'map'; readonly key: GobType; readonly elem: GobType; readonly wireName?: string }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'interface' }
  /** GobEncoder or BinaryMarshaler types, converted by name: `time.Time` ↔ Date, `url.URL` ↔ string, others ↔ Uint8Array. */
  | { readonly kind: 'opaque'; readonly go: string; readonly wireName: string; readonly how: 'gob' | 'binary' | 'text' };

export interface GobField {
  /** Go field name: what is matched on the wire. */
  readonly go: string;
  /** Property name in JavaScript: the json tag, or the Go name when there is none or it is `-`. */
  readonly js: string;
  readonly type: GobType;
}

export interface GobStruct {
  /** Name that Go sends in the type definition (`Post`, `Z_OnActivateArgs`). */
  readonly wireName: string;
  readonly fields: readonly GobField[];
}

export interface GobSchema {
  /** By a unique key such as `model.Post`. */
  readonly structs: Readonly<Record<string, GobStruct>>;
  /** Names registered with gob.Register → the type of the value, for interface values: `[]*model.SlackAttachment`. */
  readonly registered: Readonly<Record<string, GobType>>;
}
