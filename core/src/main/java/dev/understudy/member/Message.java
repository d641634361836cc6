package dev.understudy.member;

/** What servers of a group send each other. The sender and its incarnation travel beside it. */
public sealed interface Message
    permits ReplicationMessage,
        ElectionMessage,
        AdmissionMessage,
        SynchronizationMessage,
        MonitoringMessage {}
