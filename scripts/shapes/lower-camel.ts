/**
 * An API member's name with a small first letter, a leading acronym lowered as a whole: LoadBalancerArn ->
 * loadBalancerArn, VPCZoneIdentifier -> vpcZoneIdentifier, DNSName -> dnsName, IPv6Address -> ipv6Address.
 * Names that begin small stay as they are (enableECSManagedTags).
 */
export function lowerCamel(name: string): string {
  if (/^[A-Z]+$/.test(name)) return name.toLowerCase();
  return name.replace(/^(?:IPv(?=\d)|[A-Z]+(?=[A-Z][a-z]|\d|$)|[A-Z])/, (start) => start.toLowerCase());
}
