import type { ParseFailure, TextRange } from './parse-failure.ts';

/**
 * The cluster query language of ECS: which container instances a task may be placed on (`memberOf`), and which ones
 * ListContainerInstances lists. Source: ECS developer guide, "Create expressions to define container instances for Amazon
 * ECS tasks", as of 2026-11-22.
 */
export type ClusterQuery =
  | {
      readonly kind: 'comparison';
      readonly subject: QuerySubject;
      readonly operator: QueryOperator;
      /** One, none for `exists` and `!exists`, any number for `in` and `!in`. */
      readonly values: readonly QueryValue[];
      readonly at: TextRange;
      /** Where the operator stands. */
      readonly operatorAt: TextRange;
    }
  | { readonly kind: 'not'; readonly query: ClusterQuery; readonly at: TextRange }
  | { readonly kind: 'and' | 'or'; readonly queries: readonly ClusterQuery[]; readonly at: TextRange }
  /** A part of the text that is not known and may hold any expression. */
  | { readonly kind: 'unknown'; readonly at: TextRange };

export interface QuerySubject {
  readonly field: QueryField;
  /** What stands behind `attribute:`. */
  readonly name?: string;
  readonly at: TextRange;
}

/** A literal or a pattern without its quotes; the range has them. */
export interface QueryValue {
  readonly text: string;
  readonly at: TextRange;
}

export type QueryField = (typeof QUERY_FIELDS)[number];
export type QueryOperator = (typeof QUERY_OPERATORS)[number];

/** What can be asked of an instance. */
export const QUERY_FIELDS = [
  'agentConnected',
  'agentVersion',
  'attribute',
  'ec2InstanceId',
  'registeredAt',
  'runningTasksCount',
  'task:group',
] as const;

/** The short spelling of each operator, which is what a parsed query has. */
export const QUERY_OPERATORS = [
  '==',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'exists',
  '!exists',
  'in',
  '!in',
  '=~',
  '!~',
] as const;

/** Operators in words. */
export const QUERY_OPERATOR_WORDS: ReadonlyMap<string, QueryOperator> = new Map([
  ['equals', '=='],
  ['not_equals', '!='],
  ['greater_than', '>'],
  ['greater_than_equal', '>='],
  ['less_than', '<'],
  ['less_than_equal', '<='],
  ['exists', 'exists'],
  ['not_exists', '!exists'],
  ['in', 'in'],
  ['not_in', '!in'],
  ['matches', '=~'],
  ['not_matches', '!~'],
]);

/** ECS API reference, PlacementConstraint. */
export const LONGEST_QUERY = 2000;

/** Why a text is no query; `suggestion` would be right in place of the range. */
export interface ClusterQueryFailure extends ParseFailure {
  readonly suggestion?: string | undefined;
}
