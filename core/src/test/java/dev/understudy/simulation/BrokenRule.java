package dev.understudy.simulation;

import dev.understudy.group.Epoch;
import dev.understudy.group.Incarnation;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.member.Rules;
import dev.understudy.registry.Registration;
import dev.understudy.registry.RegistryRules;
import java.util.List;
import java.util.Map;

/**
 * The rules of {@link Rules} and {@link RegistryRules}, each broken in the way that suggests
 * itself.
 */
enum BrokenRule {
  FORGETS_A_PROMISE {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public Epoch afterPromise(Epoch before, Epoch given) {
              return before;
            }
          });
    }
  },
  COUNTS_THE_WRONG_QUORUM {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public int quorum(int voters) {
              return Math.max(1, voters / 2);
            }
          });
    }
  },
  RELEASES_BEFORE_COMMIT {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayRelease(long index, long commitIndex) {
              return true;
            }
          });
    }
  },
  RELEASES_FROM_THE_SESSION_TABLE_BEFORE_COMMIT {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayReleaseRecorded(long index, long commitIndex) {
              return true;
            }
          });
    }
  },
  COMMITS_AN_OLD_EPOCH_BY_COUNTING {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayCommitByCounting(Epoch ofEntry, Epoch own) {
              return true;
            }
          });
    }
  },
  ACKNOWLEDGES_ITS_LAST_INDEX {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public long acknowledged(long verifiedIndex, long lastIndex) {
              return lastIndex;
            }
          });
    }
  },
  SKIPS_THE_SESSION_CHECK {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean isRepeated(boolean executedBefore) {
              return false;
            }
          });
    }
  },
  TAKES_AN_UNKNOWN_SESSION_FOR_A_NEW_ONE {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayExecuteIn(boolean sessionKnown) {
              return true;
            }
          });
    }
  },
  TAKES_REQUESTS_OUT_OF_ORDER {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayTake(boolean inOrder) {
              return true;
            }
          });
    }
  },
  VOTES_WITHOUT_THE_LOG_CHECK {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean isUpToDate(EntryKey candidate, EntryKey voter) {
              return true;
            }
          });
    }
  },
  ADMITS_A_SERVER_WITHOUT_MEMORY_AT_ONCE {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean isAdmitted(int normalAnswers, int voters) {
              return true;
            }
          });
    }
  },
  COUNTS_A_PROMISE_OF_AN_EARLIER_INCARNATION {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean countsPromise(
                ServerId sender, Incarnation of, Map<ServerId, Incarnation> knownToOther) {
              return true;
            }
          });
    }
  },
  BELIEVES_A_LIFE_THAT_DID_NOT_ANSWER {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean needsProofOfLife() {
              return false;
            }
          });
    }
  },
  FOLLOWS_AN_EPOCH_BELOW_THE_PROMISED_ONE {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayFollow(Epoch offered, Epoch promised) {
              return true;
            }
          });
    }
  },
  NEVER_CHECKS_ITSELF {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean checksItself() {
              return false;
            }
          });
    }
  },
  GIVES_WAY_TO_NOBODY {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean givesWay(boolean otherIsBetter) {
              return false;
            }
          });
    }
  },
  STEPS_DOWN_WITHOUT_THE_DIRECT_COMPARISON {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean needsComparison() {
              return false;
            }
          });
    }
  },
  ADOPTS_A_HALF_DOWNLOADED_STATE {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean isComplete(int received, int total, boolean checksumRight) {
              return 2 * received >= total;
            }
          });
    }
  },
  SERVES_A_LOSER_BEFORE_IT_HANDED_OVER {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayServeLoser(long lastDivergedIndex, long commitIndex) {
              return true;
            }
          });
    }
  },
  USES_AN_EPOCH_AGAIN_AFTER_LOSS_OF_MEMORY {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public Incarnation inEpoch(Incarnation own) {
              return Incarnation.NONE;
            }
          });
    }
  },
  READS_AFTER_LOSING_THE_QUORUM {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean mayAnswerRead(long acknowledgedRound, long requiredRound) {
              return true;
            }
          });
    }
  },
  PROVES_NO_ADDRESS {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean provesItsAddress() {
              return false;
            }
          });
    }
  },
  ARMS_NO_TIMER_AFTER_A_FAILED_RECOVERY {
    @Override
    BrokenRules rules() {
      return BrokenRules.of(
          new Rules() {
            @Override
            public boolean rearmsTimer(boolean recoveryFailed) {
              return !recoveryFailed;
            }
          });
    }
  },
  CORRECTS_NO_DUPLICATES {
    @Override
    BrokenRules rules() {
      return everySecondNameServer(
          new RegistryRules() {
            @Override
            public boolean correctsDuplicates() {
              return false;
            }
          });
    }
  },
  RETAINS_DIFFERENTLY_ON_TWO_NAME_SERVERS {
    @Override
    BrokenRules rules() {
      return everySecondNameServer(
          new RegistryRules() {
            @Override
            public List<RetentionCriterion> retention(Registration.Policy policy) {
              return List.of(RetentionCriterion.HIGHEST_EPOCH);
            }
          });
    }
  };

  abstract BrokenRules rules();

  private static BrokenRules everySecondNameServer(RegistryRules broken) {
    return new BrokenRules(Rules.STANDARD, host -> host % 2 == 0 ? RegistryRules.STANDARD : broken);
  }
}
