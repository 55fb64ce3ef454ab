import type {
  Invocation,
  Location as SarifLocation,
  Notification,
  PhysicalLocation,
  Region,
  Result,
  Fix as SarifFix,
} from 'sarif';
import { compareFindings, type Finding, type Fix, type Notice, type Severity } from '../findings/index.ts';
import type { Source, Span } from '../text/source.ts';
import { Concealer } from './concealer.ts';
import { jsonText } from './json-text.ts';
import { firstLineOf, locate } from './location.ts';
import type { Report } from './report.ts';
import { SarifFingerprints } from './sarif-fingerprints.ts';
import { LEVELS, sarifRule } from './sarif-rule.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** GitHub refuses a run with more results, and shows the first 5,000. Source: SARIF support, "Results exceed limits". */
const MOST_RESULTS = 25_000;
const MOST_SHOWN = 5_000;
const ROOT = '%SRCROOT%';

/**
 * For code scanning: SARIF 2.1.0 as GitHub reads it. One run always, paths relative to the working folder, regions with
 * four numbers on the finding's own line. One result a line, so that two reports can be compared.
 */
export function* sarifReport(report: Report): Generator<string> {
  const { tool, findings, rules } = report;
  const concealer = new Concealer(report.concealed);
  const kept = mostSevere(findings);
  const ids = [...rules.keys()].sort();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const head = {
    tool: {
      driver: {
        name: tool.name,
        version: tool.version,
        semanticVersion: tool.version,
        informationUri: tool.home,
        rules: ids.flatMap((id) => rules.get(id) ?? []).map(sarifRule),
      },
    },
    // GitHub takes the part before the last slash as the category of the upload.
    automationDetails: { id: `${tool.name}/` },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that ecs-lint was run in.' } } },
    invocations: [invocation(report.notices, findings.length, concealer)],
  };
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[${jsonText(head, 0).slice(0, -1)},"results":[`;
  const fingerprints = new SarifFingerprints(kept);
  let separator = '\n';
  for (const finding of kept) {
    yield separator + jsonText(sarifResult(finding, indexes.get(finding.rule), fingerprints, concealer), 0);
    separator = ',\n';
  }
  yield ']}]}\n';
}

/** What GitHub takes; the worst first where there is more. */
function mostSevere(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_RESULTS) return findings;
  const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };
  const doubt = ({ certainty }: Finding): number => (certainty === 'certain' ? 0 : 1);
  return [...findings]
    .sort((a, b) => rank[a.severity] - rank[b.severity] || doubt(a) - doubt(b) || compareFindings(a, b))
    .slice(0, MOST_RESULTS)
    .sort(compareFindings);
}

function sarifResult(
  finding: Finding,
  ruleIndex: number | undefined,
  fingerprints: SarifFingerprints,
  concealer: Concealer,
): Result {
  const { rule, severity, span, related, resource, also, fix, certainty } = finding;
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: messageText(finding, concealer) },
    locations: [
      {
        physicalLocation: physicalLocation(firstLineOf(span)),
        ...(resource && {
          logicalLocations: [resource, ...also].map(({ address, name }) => ({
            fullyQualifiedName: concealer.text(address),
            kind: 'resource',
            ...(name !== undefined && { name: concealer.text(name) }),
          })),
        }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index): SarifLocation => ({
        id: index + 1,
        physicalLocation: physicalLocation(firstLineOf(place.span)),
        message: { text: concealer.text(place.message) },
      })),
    }),
    partialFingerprints: fingerprints.of(finding),
    ...(fix && isPlain(fix, concealer) && { fixes: [sarifFix(fix, concealer)] }),
    properties: {
      precision: certainty === 'certain' ? 'very-high' : 'medium',
      ...(finding.pointer !== undefined && { pointer: concealer.text(finding.pointer) }),
    },
  };
}

/** The message, and a link to each related place: GitHub shows those only where the message links to them. */
function messageText({ message, related }: Finding, concealer: Concealer): string {
  // Brackets before a parenthesis would be read as a link of our own. Source: SARIF 2.1.0, 3.11.6.
  const plain = (text: string): string => concealer.text(text).replace(/\]\(/g, '\\](');
  const links = related.map(
    (place, index) => `[${plain(place.message).replace(/[[\]]/g, '\\$&')}](${String(index + 1)})`,
  );
  return [plain(message), ...links].join('\n');
}

function physicalLocation(span: Span): PhysicalLocation {
  return { artifactLocation: artifact(span.source), region: region(span) };
}

function artifact({ path }: Source): { uri: string; uriBaseId: string } {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

function region(span: Span): Required<Pick<Region, 'startLine' | 'startColumn' | 'endLine' | 'endColumn'>> {
  const { start, end } = locate(span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function isPlain({ edits }: Fix, concealer: Concealer): boolean {
  return edits.length > 0 && !edits.some(({ text }) => concealer.reveals(text));
}

function sarifFix({ title, edits }: Fix, concealer: Concealer): SarifFix {
  const sources = [...new Set(edits.map(({ source }) => source))];
  return {
    description: { text: concealer.text(title) },
    artifactChanges: sources.map((source) => ({
      artifactLocation: artifact(source),
      replacements: edits
        .filter((edit) => edit.source === source)
        .map((edit) => ({
          deletedRegion: region(edit),
          ...(edit.text !== '' && { insertedContent: { text: edit.text } }),
        })),
    })),
  };
}

const NOTICE_LEVELS = { skipped: 'note', incomplete: 'note', unreadable: 'warning', crash: 'error' } as const;

function invocation(notices: readonly Notice[], found: number, concealer: Concealer): Invocation {
  const notifications = notices.map(({ kind, file, message }): Notification => ({
    level: NOTICE_LEVELS[kind],
    message: { text: concealer.text(message) },
    ...(file !== undefined && {
      locations: [{ physicalLocation: { artifactLocation: artifact({ path: file, text: '' }) } }],
    }),
  }));
  const left = tooMany(found);
  return {
    executionSuccessful: !notices.some(({ kind }) => kind === 'crash'),
    toolExecutionNotifications: left === undefined ? notifications : [...notifications, left],
  };
}

function tooMany(found: number): Notification | undefined {
  if (found > MOST_RESULTS) {
    const text = `${String(found - MOST_RESULTS)} of ${String(found)} findings are left out, the least severe: a report holds ${String(MOST_RESULTS)}.`;
    return { level: 'warning', message: { text } };
  }
  if (found > MOST_SHOWN) {
    const text = `There are ${String(found)} findings; code scanning shows the ${String(MOST_SHOWN)} most severe.`;
    return { level: 'note', message: { text } };
  }
  return undefined;
}
