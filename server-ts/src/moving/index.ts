// Table of contents: what the assembly joins.
export { movingActs } from './moving-acts.ts';
export { movingCommand } from './moving-command.ts';
export { noteOfEarlier, offerOfEarlier } from './note.ts';
export type { Mover, MovingPorts, SurveyPorts } from './ports.ts';
