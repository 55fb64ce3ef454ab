import { PortSet } from './ports.ts';
import type { Answer } from './unknown-text.ts';

/**
 * A set of ports that is known only between two bounds: all of `certain` is in it, and nothing beyond `possible` is.
 * What a chain of filters lets through is their intersection, what alternatives let through is their union, and both
 * keep the bounds right whatever the sets turn out to be.
 */
export class PortBounds {
  static readonly none = PortBounds.exactly(PortSet.none);
  static readonly all = PortBounds.exactly(PortSet.all);
  /** Nothing is known: from no port to every port. */
  static readonly unknown = PortBounds.atMost(PortSet.all);

  readonly certain: PortSet;
  readonly possible: PortSet;

  private constructor(certain: PortSet, possible: PortSet) {
    this.certain = certain;
    this.possible = possible;
  }

  static exactly(ports: PortSet): PortBounds {
    return new PortBounds(ports, ports);
  }

  static atMost(ports: PortSet): PortBounds {
    return new PortBounds(PortSet.none, ports);
  }

  union(...others: readonly PortBounds[]): PortBounds {
    return new PortBounds(
      this.certain.union(...others.map(({ certain }) => certain)),
      this.possible.union(...others.map(({ possible }) => possible)),
    );
  }

  intersect(other: PortBounds): PortBounds {
    return new PortBounds(this.certain.intersect(other.certain), this.possible.intersect(other.possible));
  }

  /** The same, should it count at all. */
  ifAtAll(answer: Answer): PortBounds {
    if (answer === 'no') return PortBounds.none;
    return answer === 'yes' ? this : PortBounds.atMost(this.possible);
  }

  /** Whether all of these ports are in the set; of no ports, always. */
  contains(ports: PortSet): Answer {
    if (this.certain.contains(ports)) return 'yes';
    return this.possible.contains(ports) ? 'unsure' : 'no';
  }

  /** Whether any of these ports is in the set. */
  overlaps(ports: PortSet): Answer {
    if (this.certain.overlaps(ports)) return 'yes';
    return this.possible.overlaps(ports) ? 'unsure' : 'no';
  }

  /** The set itself where its bounds meet. */
  get exact(): PortSet | undefined {
    return this.certain.contains(this.possible) ? this.certain : undefined;
  }
}
