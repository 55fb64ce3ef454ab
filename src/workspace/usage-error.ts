/** The user asked for something that cannot be done: a path, rule or option that does not exist. One line says what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
