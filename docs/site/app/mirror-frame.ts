/** The projector's view, as it is served to a hall, of the session in this browser. */
import { readFrom } from '../../../host/page/server-source.ts';
import { sourceFromParent } from './port-source.ts';

readFrom(sourceFromParent('public'));
await import('../../../host/page/mirror.ts');
