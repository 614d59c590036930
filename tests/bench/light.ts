/** Lights on serial ports: each row of the table in their description, in its order. */
export { towerReplugged } from './light/tower-rows.ts';
export { commandToEdge, loading, replugged } from './light/podium-rows.ts';
export { firmataCues, towerCues } from './light/firmata-rows.ts';
export { clockError } from './light/clock-rows.ts';
export { replugs } from './light/replug-rows.ts';
