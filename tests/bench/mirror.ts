/** The mirror's figures: each row of the table in its description, in its order. */
export { phases, slowPhases } from './mirror/page-rows.ts';
export { lamp } from './mirror/lamp-rows.ts';
export { press, crowd } from './mirror/crowd-rows.ts';
export { traffic } from './mirror/traffic-rows.ts';
export { start } from './mirror/start-rows.ts';
export { size } from './mirror/size-rows.ts';
