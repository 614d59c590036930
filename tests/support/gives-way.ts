/** A worker that the tests of real things beside it go before, whatever it has to do. */
import { constants, setPriority } from 'node:os';

setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
