import type { Answer } from './unknown-text.ts';

/** Do all hold? 'no' as soon as one does not; 'yes' for none. */
export function everyOf(answers: Iterable<Answer>): Answer {
  let result: Answer = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'unsure') result = 'unsure';
  }
  return result;
}

/** Does any hold? 'yes' as soon as one does; 'no' for none. */
export function someOf(answers: Iterable<Answer>): Answer {
  let result: Answer = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'unsure') result = 'unsure';
  }
  return result;
}

export function notOf(answer: Answer): Answer {
  if (answer === 'unsure') return 'unsure';
  return answer === 'yes' ? 'no' : 'yes';
}
