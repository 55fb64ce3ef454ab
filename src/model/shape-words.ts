import type { Field, Shape } from './shape.ts';
import type { Spelling } from './spelling.ts';

/** How one format writes the fields of one shape. */
export interface ShapeWords {
  /** By the word that the format has for the field. */
  readonly fields: ReadonlyMap<string, Written>;
  /** Fields that the format keeps elsewhere, under no word of their own. */
  readonly structured: readonly Written[];
  /** The bits of all required fields. */
  readonly required: number;
}

export interface Written {
  readonly word: string;
  readonly field: Field;
  /** A bit of its own for a required field, so that seeing them all takes no list; 0 for others. Shapes have few. */
  readonly bit: number;
}

const known = new WeakMap<Spelling, WeakMap<Shape, ShapeWords>>();

/** Worked out once for each spelling and shape. */
export function wordsOf(shape: Shape, spelling: Spelling): ShapeWords {
  let shapes = known.get(spelling);
  if (!shapes) known.set(spelling, (shapes = new WeakMap()));
  let words = shapes.get(shape);
  if (!words) shapes.set(shape, (words = readWords(shape, spelling)));
  return words;
}

function readWords(shape: Shape, spelling: Spelling): ShapeWords {
  const fields = new Map<string, Written>();
  const structured: Written[] = [];
  let required = 0;
  for (const field of shape.fields.values()) {
    const bit = field.required ? required + 1 : 0;
    required |= bit;
    const word = spelling.word(shape.name, field.name);
    if (spelling.structure?.(shape.name, field.name)) structured.push({ word, field, bit });
    else fields.set(word, { word, field, bit });
  }
  return { fields, structured, required };
}
