import { describe, expect, it } from 'vitest';
import { cloudformation } from '../../../src/frontends/cloudformation/index.ts';
import { lowerFiles } from '../lower-text.ts';

const template = `
Parameters:
  ImageTag: { Type: String }
  Stage: { Type: String, AllowedValues: [dev, prod] }
  Password: { Type: String, NoEcho: true, AllowedValues: [aaaa] }
Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties: { ClusterName: !Ref Stage }
`;

async function notices(parameters: Readonly<Record<string, string>>): Promise<string[]> {
  const lowered = await lowerFiles(cloudformation, { 'main.yaml': template }, { parameters });
  return lowered.notices.map(({ message }) => message);
}

describe('values given for a run', () => {
  it('are for parameters that there are, and among those allowed', async () => {
    expect(await notices({ ImageTag: '1.4.2', Stage: 'dev' })).toEqual([]);
  });

  it('are told of when no template has the parameter', async () => {
    expect(await notices({ ImagTag: '1.4.2', Region: 'eu-central-1' })).toEqual([
      "No template has a parameter 'ImagTag', which was given a value; did you mean 'ImageTag'?",
      "No template has a parameter 'Region', which was given a value.",
    ]);
  });

  it('are told of when the parameter does not allow them, secrets unsaid', async () => {
    expect(await notices({ Stage: 'prd', Password: 'hunter2' })).toEqual([
      "Parameter 'Stage' does not allow 'prd'; it takes 'dev' or 'prod'.",
      "Parameter 'Password' does not allow the value given.",
    ]);
  });
});
