// What a caller may leave out: Go takes a missing field for its zero value.

/** A value as it may be given to the server: every field of every struct in it is optional. */
export type Input<T> = T extends Uint8Array | Date | ReadonlyMap<unknown, unknown>
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Input<Element>[]
    : T extends object
      ? { readonly [Key in keyof T]?: Input<T[Key]> | undefined }
      : T;
