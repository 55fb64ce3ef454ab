import { detectSecret, findSecret, UNKNOWN_TEXT } from '../domain/index.ts';
import type { Described } from './described.ts';
import { MASK } from './message.ts';

/** What is described under this name, without the secrets in it. */
export function masked(name: string, value: Described): Described {
  if (typeof value === 'string') return isSecret(name, value) ? MASK : value;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const { $choice, $template } = value as Record<string, Described>;
  if (Array.isArray($choice)) return { $choice: $choice.map((option: Described) => maskedOption(name, option)) };
  return Array.isArray($template) ? maskedTemplate(name, $template) : value;
}

/** A partly known text. A secret may lie across its parts, or in the known beginning of one. */
export function maskedTemplate(name: string, parts: readonly Described[]): Described {
  const whole = parts.map((part) => (typeof part === 'string' ? part : UNKNOWN_TEXT)).join('');
  const isWhole = isSecret(name, whole);
  return { $template: parts.map((part) => (isWhole ? hideText(part) : masked(name, part))) };
}

/** A pair of name and value, as environment variables are written: the name tells whether the value is a secret. */
export function maskedPair(map: Readonly<Record<string, Described>>): Record<string, Described> {
  const [name] = ['name', 'Name', 'key', 'Key'].flatMap((key) => (key in map ? [map[key]] : []));
  const key = 'value' in map ? 'value' : 'Value';
  const value = map[key];
  return typeof name === 'string' && value !== undefined ? { ...map, [key]: masked(name, value) } : map;
}

/** Known text gives way to the mask; what is unknown stays. */
export function hideText(part: Described): Described {
  return typeof part === 'string' ? MASK : part;
}

function maskedOption(name: string, option: Described): Described {
  if (typeof option !== 'object' || !('value' in option)) return option;
  return { ...option, value: masked(name, option['value']) };
}

function isSecret(name: string, text: string): boolean {
  return detectSecret(name, text).verdict !== 'no' || findSecret(text) !== undefined;
}
