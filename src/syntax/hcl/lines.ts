/** The offset of the line feed that ends this line; the text's length on the last one. */
export function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}

/** The end of what is written on this line, before LF or CRLF. */
export function contentEnd(text: string, from: number): number {
  const end = lineEnd(text, from);
  return end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}
