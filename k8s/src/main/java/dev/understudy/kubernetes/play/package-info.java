/**
 * A cluster played for real on this machine: network namespaces as pods, dnsmasq as the cluster's
 * DNS, nftables as its network policies, processes as kubelet and as clients.
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.kubernetes.play;
