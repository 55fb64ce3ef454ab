import { describe, expect, it } from 'vitest';
import { shapeOf, type ShapeTable } from '../../src/model/index.ts';

const TABLE: ShapeTable = {
  shapes: {
    Service: {
      name: 'string!',
      weight: 'number 0.5..1.5',
      port: 'integer! 1..65535',
      offset: 'integer -10..10',
      launchType: 'LaunchType',
      tasks: '[Task]!',
      labels: '{string}',
      nested: '[{[integer]}]',
      policy: 'json',
      details: 'any',
      target: 'int-or-string',
      memory: 'quantity',
    },
    Task: { parent: 'Service' },
    Broken: { field: 'integer 1..' },
    Lost: { field: 'Nowhere' },
  },
  enums: { LaunchType: ['EC2', 'FARGATE'] },
  open: ['Task'],
};

const fields = shapeOf(TABLE, 'Service').fields;

describe('shapeOf', () => {
  it.each([
    ['name', { type: { is: 'scalar', primitive: 'string' }, required: true }],
    ['weight', { required: false, range: { from: 0.5, to: 1.5 } }],
    ['port', { type: { is: 'scalar', primitive: 'integer' }, required: true, range: { from: 1, to: 65535 } }],
    ['offset', { range: { from: -10, to: 10 } }],
    ['launchType', { type: { is: 'enum', name: 'LaunchType', values: ['EC2', 'FARGATE'] }, required: false }],
    ['labels', { type: { is: 'table', of: { is: 'scalar', primitive: 'string' } } }],
    ['nested', { type: { is: 'list', of: { is: 'table', of: { is: 'list', of: { primitive: 'integer' } } } } }],
    ['policy', { type: { is: 'json', embedded: true } }],
    ['details', { type: { is: 'json', embedded: false } }],
    ['target', { type: { is: 'scalar', primitive: 'int-or-string' } }],
    ['memory', { type: { is: 'scalar', primitive: 'quantity' } }],
  ])('reads the type of %s', (name, expected) => {
    expect(fields.get(name)).toMatchObject({ name, ...expected });
  });

  it('links shapes, in circles too', () => {
    const tasks = fields.get('tasks')?.type;
    expect(tasks).toMatchObject({ is: 'list', of: { is: 'struct', shape: { name: 'Task', open: true } } });
    const task = shapeOf(TABLE, 'Task');
    expect(task.fields.get('parent')?.type).toEqual({ is: 'struct', shape: shapeOf(TABLE, 'Service') });
    expect(shapeOf(TABLE, 'Service').open).toBe(false);
  });

  it('makes each shape of a table once', () => {
    expect(shapeOf(TABLE, 'Task')).toBe(shapeOf(TABLE, 'Task'));
    expect(shapeOf({ ...TABLE }, 'Task')).not.toBe(shapeOf(TABLE, 'Task'));
  });

  it('refuses a table that names what it has not', () => {
    expect(() => shapeOf(TABLE, 'Nowhere')).toThrow("No shape 'Nowhere'.");
    expect(() => shapeOf(TABLE, 'Lost').fields).toThrow("No shape 'Nowhere'.");
    expect(() => shapeOf(TABLE, 'Broken').fields).toThrow("Field 'field' has type 'integer 1..'");
  });
});
