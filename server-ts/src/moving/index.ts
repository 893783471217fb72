// Table of contents: what the assembly joins.
export { lookAtAll, wanting } from './look.ts';
export { LOOK_CALL, movingActs } from './moving-acts.ts';
export { movingCommand } from './moving-command.ts';
export { noteOfEarlier, offerOfEarlier } from './note.ts';
export type { Mover, MovingPorts, SurveyPorts } from './ports.ts';
