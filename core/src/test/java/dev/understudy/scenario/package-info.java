/**
 * Schedules that broke an earlier version of the protocol, told by hand: one for each rule marked
 * (+) in the protocol, with the real machines on a scripted network.
 *
 * <ul>
 *   <li>1, an epoch carries the life of its owner: {@link
 *       LossOfMemoryTest#aServerThatLostItsMemoryUsesNoEpochAgain}
 *   <li>3, frames of another configuration: {@link
 *       NormalOperationTest#aMessageOfAnotherConfigurationIsRefusedWithAnEvent}
 *   <li>4, release from the session table: {@link
 *       NormalOperationTest#aRetryIsNotAnsweredFromTheSessionTableBeforeTheEntryIsCommitted}
 *   <li>4, a smaller in-sync set is remembered beyond the lease: {@link
 *       FailureOfTheMasterTest#aNameServerRemembersWhoWasLeftOutBeyondTheLease}
 *   <li>4, accepting an append is a promise: {@link
 *       NormalOperationTest#whoAcceptsAnAppendHearsNoMasterOfAnEpochBelowItAnyMore}
 *   <li>4, what an acknowledgement names: {@link
 *       NormalOperationTest#anAcknowledgementNamesWhatTheAppendVerifiedAndNotTheLastEntryHeld}
 *   <li>4, a snapshot travels with the log: {@link
 *       NormalOperationTest#aSnapshotBringsTheLogFromTheCommitIndexOn}
 *   <li>5, nobody follows below the promised epoch: {@link
 *       FailureOfTheMasterTest#nobodyFollowsAMasterOfAnEpochBelowTheOnePromisedWhateverTheNameServerSays}
 *   <li>5, an AVAILABLE candidate asks the name server first: {@link
 *       FailureOfTheMasterTest#aCandidateOfAnAvailableGroupReturnsToTheMasterThatTheNameServerKnowsAndItCanReach}
 *   <li>5, a promise of an earlier incarnation: {@link
 *       LossOfMemoryTest#aPromiseDoesNotCountOnceAnotherOneNamesALaterLifeOfItsSender}
 *   <li>5, a later life is believed when it answered: {@link
 *       LossOfMemoryTest#aLateMessageOfADeadLifeEndsNobody}
 *   <li>5, empty loses: {@link LossOfMemoryTest#aMasterThatExecutedNothingLosesToOneThatDid}
 *   <li>7, the timer is armed again: {@link
 *       SelfMonitoringTest#theCheckTimerIsArmedAgainAfterARecoveryThatFailed}
 *   <li>7, the direct comparison: {@link
 *       SelfMonitoringTest#twoMastersDoNotBothFollowEachOtherWhenTwoNameServersEachHearOneHalf}
 *   <li>7, only attempts that were served count: {@link
 *       SelfMonitoringTest#anAttemptThatTheMasterDidNotServeIsNotCountedAsFailed}
 *   <li>7, terminating needs the master's word: {@link
 *       SelfMonitoringTest#aServerThatCannotSynchronizeTerminatesOnlyWhenItsMasterCanSpareIt}
 *   <li>7, one take-over per cooldown: {@link
 *       SelfMonitoringTest#mastershipMovesToAHigherPriorityOncePerCooldownOfTheEpochsOwnClock}
 *   <li>8, an unknown session: {@link
 *       NormalOperationTest#aRequestOfAnUnknownSessionIsRefusedAndOpensNoNewOne}
 *   <li>8, the order of a session: {@link
 *       NormalOperationTest#aRequestIsNotTakenBeforeTheOneThatGoesBeforeItInItsSession}
 *   <li>9, a second mismatch: {@link
 *       SelfMonitoringTest#aSecondMismatchAfterASynchronizationIsReportedAndNotRepairedAgain}
 *   <li>10, hand over, then adopt: {@link
 *       DivergedRecordsTest#aLoserAdoptsOnlyAStateThatContainsWhatItHandedOver}
 *   <li>10, what a replay heeds: {@link
 *       DivergedRecordsTest#aReplayExecutesWhateverTheClientAcknowledgedButNothingThatWasExecutedHere}
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package dev.understudy.scenario;
