/** The operator's page, as a phone has it, of the session in this browser. */
import { readFrom } from '../../../host/page/server-source.ts';
import { sourceFromParent } from './port-source.ts';

readFrom(sourceFromParent('operator'));
await import('../../../host/page/operator.ts');
