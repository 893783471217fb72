// Table of contents: what main.ts joins.
export { createIntake, type Intake, type IntakePorts, type Refusal } from './intake.ts';
export { withSmallBody } from './small-body.ts';
