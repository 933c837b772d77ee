/** What is wrong with a rule's page. */
export class PageError extends Error {
  override name = 'PageError';
}

/** The fields of a YAML mapping, each asked for once, by name and type; what nobody asked for is an error in the end. */
export class Fields {
  private readonly values: Map<string, unknown>;
  private readonly asked = new Set<string>();
  private readonly of: string;

  /** @throws {PageError} when it is no mapping */
  constructor(value: unknown, of: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new PageError(`${of}: expected names with values`);
    this.values = new Map(Object.entries(value));
    this.of = of;
  }

  has(name: string): boolean {
    return this.take(name) !== undefined;
  }

  take(name: string): unknown {
    this.asked.add(name);
    return this.values.get(name) ?? undefined;
  }

  /** A text with something in it. */
  text(name: string): string {
    const value = this.anyText(name);
    return value === '' ? this.fail(name, 'is empty') : value;
  }

  /** A text that may be empty. */
  anyText(name: string): string {
    const value = this.take(name);
    return typeof value === 'string' ? value : this.fail(name, 'must be a text; put quotes around it');
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  optionalNumber(name: string): number | undefined {
    const value = this.take(name);
    return value === undefined || typeof value === 'number' ? value : this.fail(name, 'must be a number');
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value {
    const value = this.take(name);
    return (
      values.find((candidate) => candidate === value) ??
      this.fail(name, `must be one of ${values.join(', ')}`)
    );
  }

  /** A list with something in it. */
  list(name: string): readonly unknown[] {
    const value = this.take(name);
    return Array.isArray(value) && value.length > 0
      ? value
      : this.fail(name, 'must be a list with something in it');
  }

  /** A list of texts; absent is empty. */
  texts(name: string): readonly string[] {
    const value = this.take(name) ?? [];
    return Array.isArray(value) && value.every((item) => typeof item === 'string')
      ? value
      : this.fail(name, 'must be a list of texts');
  }

  /** @throws {PageError} when there is a field that nobody asked for */
  done(): void {
    const extra = [...this.values.keys()].find((name) => !this.asked.has(name));
    if (extra !== undefined) this.fail(extra, 'is no field here');
  }

  private fail(name: string, what: string): never {
    throw new PageError(`${this.of}: ${name} ${what}`);
  }
}
