// Time as an argument, so that what depends on it can be tested.

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;
export const systemClock: Clock = () => Date.now();
