package dev.understudy.kubernetes.play;

import java.util.Map;

/** Somebody in the cluster's network, as policies see it: an address, and a pod's labels. */
record Peer(String address, Map<String, String> labels) {}
