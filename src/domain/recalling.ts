/** Texts that are kept: those of the containers of a large task. */
const MOST = 32;

/** The same function of a text, which keeps what it gave for the texts before: rule after rule asks about one. */
export function recalling<T extends object>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let result = known.get(text);
    if (!result) {
      if (known.size === MOST) known.clear();
      known.set(text, (result = read(text)));
    }
    return result;
  };
}
