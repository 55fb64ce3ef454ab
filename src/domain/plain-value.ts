/**
 * Whether a value says where something is instead of being it: an ARN, a dynamic reference, a path, an address without
 * credentials, a reference of a secret store (`vault:…`, `op://…`), or the name of a variable (`DB_PASSWORD_PROD`).
 */
export function isReference(value: string): boolean {
  const text = value.slice(0, 2048);
  if (/^arn:[a-z-]+:/.test(text)) return true;
  if (/^\{\{\s{0,3}resolve:/.test(text)) return true;
  if (
    /^(?:vault|ssm|awssm|asm|aws-secretsmanager|secretsmanager|secretref|secretKeyRef|ref|env|file|op|sm|kms|sops):/i.test(
      text,
    )
  ) {
    return true;
  }
  // Addresses: credentials in them are found before this is asked.
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(text)) return true;
  if (/^(?:\/|~\/|\.{1,2}\/|[A-Za-z]:\\)[\w.@/\\ -]{1,512}$/.test(text) && /^.[^/\\]{0,3}[/\\]|^\/[\w.-]+/.test(text)) {
    return true;
  }
  // 'prod/orders/db' is the usual shape of a Secrets Manager name; base64 has upper case and digits between its slashes.
  if (/^[a-z][a-z_-]*(?:\/[a-z][a-z0-9_-]*)+$/.test(text)) return true;
  // Another variable's name, by its spelling and one of its words; 'CHANGE_ME' has the spelling only.
  if (
    /^[A-Z]+(?:_[A-Z0-9]+)+$/.test(text) &&
    /(?:^|_)(?:PASS|PASSWORD|SECRET|TOKEN|KEY|CREDENTIALS?)(?:_|$)/.test(text)
  ) {
    return true;
  }
  return /^projects\/[\w-]+\/secrets\//.test(text);
}

/**
 * Whether a machine is likely to have made the value up: sixteen characters or more without spaces, with a stretch in
 * which letters, digits and case alternate, and many different characters. UUIDs count; 'my-service-eu-west-1' does not,
 * nor does 'DefaultTokenFactory', for want of a digit.
 */
export function looksRandom(value: string): boolean {
  if (value.length < 16 || /\s/.test(value)) return false;
  const text = value.slice(0, 1024);
  if (entropyBits(text) < 3) return false;
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return true;
  return text
    .split(/[^A-Za-z0-9]+/)
    .some((stretch) => stretch.length >= 10 && /\d/.test(stretch) && changes(stretch) * 5 >= stretch.length);
}

/** Times that the class of character changes: lower case, upper case, digit. */
function changes(stretch: string): number {
  let count = 0;
  let last = '';
  for (const character of stretch) {
    const kind = /\d/.test(character) ? 'digit' : character === character.toLowerCase() ? 'lower' : 'upper';
    if (last !== '' && kind !== last) count += 1;
    last = kind;
  }
  return count;
}

/** Shannon entropy, in bits a character. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
