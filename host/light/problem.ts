/** No light where one was asked for. Exit code 3. */
export class LightProblem extends Error {
  override name = 'LightProblem';
}
