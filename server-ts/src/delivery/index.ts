// Table of contents: what main.ts and the flow join.
export { createDelivery, type Deliver } from './deliver.ts';
export type { News } from './news.ts';
export type { Live, PostContent, PostPlace, Posts, Refused } from './ports.ts';
export { createRooms, namedTeam, type RoomPorts } from './rooms.ts';
