// Table of contents: what commands/, actions/ and the assembly use.
export { createAnswering, type Answering, type DialogAnswer } from './answering.ts';
export { askedOf } from './asking.ts';
export { maskNamed, MASK, type Deed } from './deed.ts';
export { chooseConnection } from './connection-choice.ts';
export { textOfMade, type Made } from './made.ts';
export type { AnswerPorts, AnswerPosts, Place, Said } from './ports.ts';
export type { Reply, Task } from './task.ts';
