import type { Finding, FindingResource, Fix } from '../findings/index.ts';
import type { Span } from '../text/source.ts';
import { Concealer } from './concealer.ts';
import { jsonText } from './json-text.ts';
import { locate } from './location.ts';
import type { Report, ReportStyle } from './report.ts';

/** The contract with scripts; a field's meaning changes only together with this number. */
const SCHEMA_VERSION = 1;

/** For scripts. Lines and columns from 1, offsets from 0 in UTF-16 units, `end` exclusive. */
export function* jsonReport(report: Report, { showUnknown }: ReportStyle): Generator<string> {
  const concealer = new Concealer(report.concealed);
  const { name, version } = report.tool;
  const { files, resources, errors, warnings, infos, suppressed, unknown } = report.summary;
  const head = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name, version },
    summary: { files, resources, errors, warnings, infos, suppressed, unknown },
  };
  yield jsonText(head).replace(/\n\}$/, ',\n');
  yield* list('findings', report.findings, (finding) => findingJson(finding, concealer));
  yield ',\n';
  yield* list('notices', report.notices, ({ kind, file, message }) => ({
    kind,
    ...(file !== undefined && { file }),
    message: concealer.text(message),
  }));
  if (showUnknown) {
    yield ',\n';
    yield* list('unknowns', report.unknowns, ({ span, field, reason, holder, pointer }) => ({
      location: locationJson(span),
      field,
      reason: concealer.text(reason),
      ...(holder !== undefined && { address: concealer.text(holder) }),
      ...(pointer !== undefined && { pointer: concealer.text(pointer) }),
    }));
  }
  yield '\n}\n';
}

function* list<T>(name: string, items: readonly T[], toJson: (item: T) => object): Generator<string> {
  yield `  ${JSON.stringify(name)}: [`;
  let separator = '\n';
  for (const item of items) {
    yield `${separator}    ${jsonText(toJson(item)).replaceAll('\n', '\n    ')}`;
    separator = ',\n';
  }
  yield items.length === 0 ? ']' : '\n  ]';
}

function findingJson(finding: Finding, concealer: Concealer): object {
  const { rule, severity, category, certainty, message, span, resource, also, related, fix, fingerprint } = finding;
  return {
    rule,
    severity,
    category,
    certainty,
    message: concealer.text(message),
    location: locationJson(span),
    ...(resource && { resource: resourceJson(resource, concealer) }),
    ...(also.length > 0 && { also: also.map((other) => resourceJson(other, concealer)) }),
    related: related.map((place) => ({ message: concealer.text(place.message), location: locationJson(place.span) })),
    ...(fix && !fix.edits.some(({ text }) => concealer.reveals(text)) && { fix: fixJson(fix, concealer) }),
    fingerprint,
  };
}

function resourceJson({ kind, address, name }: FindingResource, concealer: Concealer): object {
  return { kind, address: concealer.text(address), ...(name !== undefined && { name: concealer.text(name) }) };
}

function locationJson(span: Span): object {
  const { file, start, end } = locate(span);
  const position = ({ line, column, offset }: typeof start): object => ({ line, column, offset });
  return { file, start: position(start), end: position(end) };
}

function fixJson({ title, safety, edits }: Fix, concealer: Concealer): object {
  return {
    title: concealer.text(title),
    safety,
    edits: edits.map(({ source, start, end, text }) => ({ file: source.path, start, end, text })),
  };
}
