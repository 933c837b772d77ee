/** Thrown for what the caller has to mend: a wrong argument, a folder that cannot be read. Its message goes to stderr. */
export class CommandError extends Error {}
