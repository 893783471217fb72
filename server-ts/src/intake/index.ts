// Table of contents: what main.ts joins.
export { createIntake, type IntakePorts } from './intake.ts';
