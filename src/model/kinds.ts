import { KINDS, type Kind } from './generated/kinds.ts';
import { shapeOf, type Shape, type ShapeTable } from './shape.ts';

export { KINDS, type Kind, type Kinds } from './generated/kinds.ts';

/** Shape tables by name, each loaded only where something of it is read. */
const loaders: Readonly<Record<string, () => Promise<ShapeTable>>> = {
  ecs: async () => (await import('./generated/ecs.ts')).ecs,
  ecr: async () => (await import('./generated/ecr.ts')).ecr,
  elbv2: async () => (await import('./generated/elbv2.ts')).elbv2,
  elb: async () => (await import('./generated/elb.ts')).elb,
  ec2: async () => (await import('./generated/ec2.ts')).ec2,
  iam: async () => (await import('./generated/iam.ts')).iam,
  efs: async () => (await import('./generated/efs.ts')).efs,
  s3files: async () => (await import('./generated/s3files.ts')).s3files,
  autoscaling: async () => (await import('./generated/autoscaling.ts')).autoscaling,
  applicationautoscaling: async () => (await import('./generated/applicationautoscaling.ts')).applicationautoscaling,
  events: async () => (await import('./generated/events.ts')).events,
  scheduler: async () => (await import('./generated/scheduler.ts')).scheduler,
  rds: async () => (await import('./generated/rds.ts')).rds,
  sqs: async () => (await import('./generated/sqs.ts')).sqs,
  logs: async () => (await import('./generated/logs.ts')).logs,
  secretsmanager: async () => (await import('./generated/secretsmanager.ts')).secretsmanager,
  ssm: async () => (await import('./generated/ssm.ts')).ssm,
  kms: async () => (await import('./generated/kms.ts')).kms,
  codedeploy: async () => (await import('./generated/codedeploy.ts')).codedeploy,
  eks: async () => (await import('./generated/eks.ts')).eks,
  k8s: async () => (await import('./generated/k8s.ts')).k8s,
};

const tables = new Map<string, ShapeTable>();

/** Loads the tables that these kinds need; `shapeForKind` answers for them afterwards. */
export async function loadShapes(kinds: Iterable<Kind>): Promise<void> {
  const wanted = new Set<string>();
  for (const kind of kinds) wanted.add(KINDS[kind].table);
  await Promise.all(
    [...wanted].map(async (name) => {
      const load = loaders[name];
      if (load && !tables.has(name)) tables.set(name, await load());
    }),
  );
}

/** Throws for a kind whose table was not loaded: a front-end forgot to name it. */
export function shapeForKind(kind: Kind): Shape {
  const { table, shape } = KINDS[kind];
  const loaded = tables.get(table);
  if (!loaded) throw new Error(`The shapes of '${table}' are not loaded.`);
  return shapeOf(loaded, shape);
}
