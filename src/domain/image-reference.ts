import { parseEcrHost, type EcrRegistry } from './ecr-registry.ts';
import { isParseFailure, parseFailure, type ParseFailure, type TextRange } from './parse-failure.ts';
import { recalling } from './recalling.ts';
import { UNKNOWN_TEXT, hasUnknown, type Answer } from './unknown-text.ts';

/** Who keeps the image. */
export type ImageRegistry =
  | EcrRegistry
  | {
      readonly kind: 'ecr-public';
      /** The registry alias: 'docker' in public.ecr.aws/docker/library/nginx. */ readonly alias: string;
    }
  | { readonly kind: 'docker-hub' }
  | { readonly kind: 'other' }
  | { readonly kind: 'unknown' };

/** A container image reference in its parts; ranges are offsets in `text`. */
export interface ImageReference {
  readonly text: string;
  /** Host and port as they count: 'docker.io' when none is written or Docker Hub goes by another name. */
  readonly host: string;
  readonly registry: ImageRegistry;
  /** The path below the host, with Docker Hub's default: 'library/nginx' for 'nginx'. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** With its algorithm: 'sha256:…'. */
  readonly digest: string | undefined;
  readonly at: {
    /** Undefined where the host is left out. */
    readonly host: TextRange | undefined;
    readonly repository: TextRange;
    readonly tag: TextRange | undefined;
    readonly digest: TextRange | undefined;
  };
}

/**
 * Tags that publishers move with every release. A variant's name may stand before or after them: 'stable-alpine',
 * 'init-latest' (both are published by AWS for Fluent Bit).
 */
export const RELEASE_CHANNEL_TAGS: readonly string[] = [
  ...['latest', 'stable', 'edge', 'nightly', 'canary', 'rolling', 'current', 'lts', 'mainline', 'unstable'],
];

/**
 * Names that move only as the whole tag: branches and stages that build pipelines push over and over ('main-57' is one
 * build), and base systems, under which publishers keep their newest release ('alpine', but not '1.27-alpine').
 */
export const BARE_MOVING_TAGS: readonly string[] = [
  ...['main', 'master', 'trunk', 'develop', 'development', 'dev', 'head', 'snapshot', 'next', 'staging', 'production'],
  ...['prod', 'test', 'testing', 'alpine', 'slim', 'debian', 'ubuntu', 'bookworm', 'bullseye', 'windowsservercore'],
];

const DOCKER_HUB_HOSTS = ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com'];
// Amazon ECR Public user guide, "Making requests to Amazon ECR Public registries": the second is the dual-stack name of
// the first.
const ECR_PUBLIC_HOSTS = ['public.ecr.aws', 'ecr-public.aws.com'];

// The grammar of distribution/reference, with unknown text allowed where names are.
const U = UNKNOWN_TEXT;
const HOST_LABEL = new RegExp(`^(?!-)[A-Za-z0-9${U}-]+(?<!-)$`);
const IPV6_HOST = /^\[[0-9A-Fa-f:.]{2,45}\]$/;
const PORT = new RegExp(`^[0-9${U}]{1,16}$`);
const REPOSITORY = new RegExp(`^[a-z0-9${U}]+(?:(?:[./]|__?|-+)[a-z0-9${U}]+)*$`);
const REPOSITORY_CHARACTER = new RegExp(`^[a-z0-9${U}]$`);
const TAG = new RegExp(`^[A-Za-z0-9_${U}][A-Za-z0-9_.${U}-]*$`);
const IMAGE_ID = /^[a-f0-9]{64}$/;
const DIGEST_HEX: Readonly<Record<string, number>> = { sha256: 64, sha512: 128 };

/**
 * Reads `[host[:port]/]path[:tag][@digest]`, with Docker's defaults filled in.
 * A failure points at the first part that cannot be right; linear in the text; never throws.
 * Source: distribution/reference grammar; ECS API reference, ContainerDefinition.image.
 */
export const parseImageReference = recalling(readImageReference);

function readImageReference(text: string): ImageReference | ParseFailure {
  if (text === '') return parseFailure(text, 0, 0, "an image such as 'repository:tag'");
  const space = /\s/.exec(text);
  if (space) return parseFailure(text, space.index, space.index + 1, 'an image without spaces or line breaks');
  const scheme = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.exec(text);
  if (scheme) return parseFailure(text, 0, scheme[0].length, `an image without '${scheme[0]}'`);

  const digestMark = text.indexOf('@');
  const nameEnd = digestMark < 0 ? text.length : digestMark;
  const pathStart = hostEnd(text, nameEnd);
  const colon = text.indexOf(':', pathStart);
  const tagMark = colon >= 0 && colon < nameEnd ? colon : -1;
  const repositoryEnd = tagMark < 0 ? nameEnd : tagMark;

  const wrong =
    (pathStart > 0 ? hostFailure(text, pathStart - 1) : undefined) ??
    repositoryFailure(text, pathStart, repositoryEnd) ??
    (tagMark < 0 ? undefined : tagFailure(text, tagMark + 1, nameEnd)) ??
    (digestMark < 0 ? undefined : digestFailure(text, digestMark + 1));
  if (wrong) return wrong;

  const written = pathStart > 0 ? text.slice(0, pathStart - 1) : undefined;
  const path = text.slice(pathStart, repositoryEnd);
  const { host, registry } = registryOf(written, path);
  return {
    text,
    host,
    registry,
    repository: registry.kind === 'docker-hub' && !path.includes('/') ? `library/${path}` : path,
    tag: tagMark < 0 ? undefined : text.slice(tagMark + 1, nameEnd),
    digest: digestMark < 0 ? undefined : text.slice(digestMark + 1),
    at: {
      host: written === undefined ? undefined : { start: 0, end: pathStart - 1 },
      repository: { start: pathStart, end: repositoryEnd },
      tag: tagMark < 0 ? undefined : { start: tagMark + 1, end: nameEnd },
      digest: digestMark < 0 ? undefined : { start: digestMark + 1, end: text.length },
    },
  };
}

/** Where the path begins: after the first '/', if what stands before it is a host by Docker's rule. */
function hostEnd(text: string, nameEnd: number): number {
  const slash = text.indexOf('/');
  if (slash < 0 || slash >= nameEnd) return 0;
  const first = text.slice(0, slash);
  // '/app' lacks its host; unknown text before the first '/' may be one, as in '${registry}/app'.
  const isHost = /[.:]/.test(first) || first === 'localhost' || first === '' || hasUnknown(first);
  return isHost ? slash + 1 : 0;
}

function hostFailure(text: string, end: number): ParseFailure | undefined {
  if (end === 0) return parseFailure(text, 0, 1, "a registry host or repository before '/'");
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1;
  const colon = text.indexOf(':', bracket + 1);
  const portMark = colon >= 0 && colon < end ? colon : -1;
  const hostEnd = portMark < 0 ? end : portMark;
  if (portMark >= 0 && !PORT.test(text.slice(portMark + 1, end))) {
    return parseFailure(text, portMark + 1, end, "a port number after ':' and before '/'");
  }
  const host = text.slice(0, hostEnd);
  if (bracket >= 0 && IPV6_HOST.test(host)) return undefined;
  let start = 0;
  for (const label of host.split('.')) {
    if (!HOST_LABEL.test(label)) {
      return parseFailure(text, start, start + label.length, 'a host name of letters, digits and inner hyphens');
    }
    start += label.length + 1;
  }
  const ecr = parseEcrHost(host);
  return isParseFailure(ecr) ? parseFailure(text, ecr.at.start, ecr.at.end, ecr.expected) : undefined;
}

/** Path components are lower-case letters and digits, joined by one '.', one or two '_', or any number of '-'. */
function repositoryFailure(text: string, start: number, end: number): ParseFailure | undefined {
  if (start === end) return parseFailure(text, start, end, 'a repository name');
  // Such a name is the id of an image, which only a local Docker knows.
  if (start === 0 && IMAGE_ID.test(text.slice(start, end))) {
    return parseFailure(text, start, end, 'a repository name, not the id of an image');
  }
  if (REPOSITORY.test(text.slice(start, end))) return undefined;
  let previous = '/';
  for (let index = start; index < end; index += 1) {
    const character = text.charAt(index);
    if (/[A-Z]/.test(character)) {
      return parseFailure(text, index, index + 1, 'lower-case letters in the repository name');
    }
    if (!/[a-z0-9._/-]/.test(character) && character !== UNKNOWN_TEXT) {
      return parseFailure(text, index, index + 1, "letters, digits, '.', '_', '-' and '/' in the repository name");
    }
    const joins = !REPOSITORY_CHARACTER.test(character);
    const joinsBefore = !REPOSITORY_CHARACTER.test(previous);
    const pairs = character === previous && (character === '-' || (character === '_' && text[index - 2] !== '_'));
    if (joins && joinsBefore && !pairs) {
      return parseFailure(text, index, index + 1, `a letter or digit before '${character}'`);
    }
    previous = character;
  }
  if (REPOSITORY_CHARACTER.test(previous)) return undefined;
  return parseFailure(text, end - 1, end, `a letter or digit after '${previous}'`);
}

function tagFailure(text: string, start: number, end: number): ParseFailure | undefined {
  const tag = text.slice(start, end);
  if (tag === '') return parseFailure(text, start, end, "a tag after ':'");
  const colon = tag.indexOf(':');
  if (colon >= 0) return parseFailure(text, start + colon, end, 'one tag only');
  if (!TAG.test(tag)) return parseFailure(text, start, end, "a tag of letters, digits, '_', '.' and '-'");
  if (tag.length > 128 && !hasUnknown(tag)) return parseFailure(text, start, end, 'a tag of at most 128 characters');
  return undefined;
}

function digestFailure(text: string, start: number): ParseFailure | undefined {
  const digest = text.slice(start);
  if (hasUnknown(digest)) return undefined;
  const colon = digest.indexOf(':');
  const algorithm = colon < 0 ? digest : digest.slice(0, colon);
  const hexLength = DIGEST_HEX[algorithm];
  if (colon < 0 || hexLength === undefined) {
    return parseFailure(text, start, start + algorithm.length, "'sha256:' after '@'");
  }
  const hex = digest.slice(colon + 1);
  if (hex.length === hexLength && /^[0-9a-f]*$/.test(hex)) return undefined;
  return parseFailure(text, start + colon + 1, text.length, `${hexLength} lower-case hexadecimal digits`);
}

function registryOf(written: string | undefined, path: string): { host: string; registry: ImageRegistry } {
  if (written === undefined) {
    // All of '${image}' may be a host as well.
    if (path.startsWith(UNKNOWN_TEXT)) return { host: UNKNOWN_TEXT, registry: { kind: 'unknown' } };
    return { host: 'docker.io', registry: { kind: 'docker-hub' } };
  }
  const host = written.toLowerCase();
  if (DOCKER_HUB_HOSTS.includes(host)) return { host: 'docker.io', registry: { kind: 'docker-hub' } };
  if (ECR_PUBLIC_HOSTS.includes(host)) {
    return { host, registry: { kind: 'ecr-public', alias: path.split('/', 1)[0] ?? '' } };
  }
  const ecr = parseEcrHost(host);
  if (ecr && !isParseFailure(ecr)) return { host, registry: ecr };
  return { host, registry: { kind: hasUnknown(host) ? 'unknown' : 'other' } };
}

/**
 * Whether a tag points to something else tomorrow: a release channel, alone or with a variant that is no date, build or
 * commit ('stable-alpine3.19' but not 'nightly-20260102'), or a bare branch or system; in any case of letters. A version
 * ('1.27', 'v2') is taken for fixed although a publisher may move that too.
 */
export function isMovingTag(tag: string): boolean {
  const lower = tag.toLowerCase();
  if (BARE_MOVING_TAGS.includes(lower)) return true;
  return RELEASE_CHANNEL_TAGS.some((channel) => {
    if (lower === channel || lower.endsWith(`-${channel}`)) return true;
    return lower.startsWith(`${channel}-`) && !/\d{4}|[0-9a-f]{7}/.test(lower.slice(channel.length));
  });
}

/** Does the reference name something else tomorrow? A digest always pins; no tag means `latest`. */
export function moves({ tag, digest, at, text }: ImageReference): Answer {
  if (digest !== undefined) return 'no';
  if (tag === undefined) {
    // Unknown text at the very end may bring the tag, as in '${image}'; in '${registry}/app' it cannot.
    const component = text.slice(text.lastIndexOf('/', at.repository.end) + 1);
    return hasUnknown(component) ? 'unsure' : 'yes';
  }
  if (!hasUnknown(tag)) return isMovingTag(tag) ? 'yes' : 'no';
  const end = tag.slice(tag.lastIndexOf(UNKNOWN_TEXT) + 1).toLowerCase();
  if (RELEASE_CHANNEL_TAGS.some((channel) => end.endsWith(`-${channel}`))) return 'yes';
  return /^v?\d/.test(tag) ? 'no' : 'unsure';
}

/** Whether the reference certainly names something else tomorrow: an absent or moving tag, and no digest. */
export function isMoving(reference: ImageReference): boolean {
  return moves(reference) === 'yes';
}
