/**
 * Names below `library/` on Docker Hub: Docker's official images, which Docker also publishes as
 * `public.ecr.aws/docker/library/NAME`. No other bare name can be pulled, so one that is not here is somebody's stand-in,
 * or newer than this table. Source: docker-library/official-images, folder `library`; kept by hand, as of 2026-01.
 */
const OFFICIAL: ReadonlySet<string> = new Set([
  ...[
    'adminer',
    'aerospike',
    'almalinux',
    'alpine',
    'alt',
    'amazoncorretto',
    'amazonlinux',
    'api-firewall',
    'arangodb',
  ],
  ...['archlinux', 'backdrop', 'bash', 'bonita', 'buildpack-deps', 'busybox', 'caddy', 'cassandra', 'chronograf'],
  ...['clearlinux', 'clefos', 'clickhouse', 'clojure', 'composer', 'convertigo', 'couchbase', 'couchdb', 'crate'],
  ...['dart', 'debian', 'docker', 'drupal', 'eclipse-mosquitto', 'eclipse-temurin', 'eggdrop', 'elasticsearch'],
  ...['elixir', 'emqx', 'erlang', 'fedora', 'flink', 'fluentd', 'friendica', 'gazebo', 'gcc', 'geonetwork', 'ghost'],
  ...['golang', 'gradle', 'groovy', 'haproxy', 'haskell', 'haxe', 'hello-world', 'httpd', 'hylang'],
  ...['ibm-semeru-runtimes', 'influxdb', 'irssi', 'jetty', 'joomla', 'jruby', 'julia', 'kapacitor', 'kibana', 'kong'],
  ...['krakend', 'lightstreamer', 'liquibase', 'logstash', 'mageia', 'mariadb', 'matomo', 'maven', 'mediawiki'],
  ...['memcached', 'mongo', 'mongo-express', 'monica', 'mysql', 'nats', 'neo4j', 'neurodebian', 'nextcloud', 'nginx'],
  ...['node', 'odoo', 'open-liberty', 'openjdk', 'oraclelinux', 'orientdb', 'percona', 'perl', 'photon', 'php'],
  ...['phpmyadmin', 'plone', 'postfixadmin', 'postgres', 'pypy', 'python', 'r-base', 'rabbitmq', 'rakudo-star'],
  ...['redis', 'redmine', 'registry', 'rethinkdb', 'rocket.chat', 'rockylinux', 'ros', 'ruby', 'rust', 'sapmachine'],
  ...['silverpeas', 'solr', 'sonarqube', 'spark', 'spiped', 'storm', 'swift', 'swipl', 'teamspeak', 'telegraf'],
  ...['tomcat', 'tomee', 'traefik', 'ubuntu', 'unit', 'varnish', 'websphere-liberty', 'wordpress', 'xwiki', 'yourls'],
  ...['znc', 'zookeeper'],
]);

/** Is it a repository of Docker Hub that holds an official image, as of the table: 'library/nginx'? */
export function isOfficialImage(repository: string): boolean {
  const name = /^library\/(.+)$/.exec(repository)?.[1];
  return name !== undefined && OFFICIAL.has(name);
}
