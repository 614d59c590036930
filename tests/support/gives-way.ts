/** A worker with half of the usual weight or less: real things beside it come first. */
import { setPriority } from 'node:os';

setPriority(5);
