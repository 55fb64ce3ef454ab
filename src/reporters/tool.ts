/** Who speaks in a report; a test holds the version to package.json. */
export const TOOL = { name: 'ecs-lint', version: '0.1.0', home: 'https://ecs-lint.dev' } as const;
