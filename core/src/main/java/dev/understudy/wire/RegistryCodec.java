package dev.understudy.wire;

import dev.understudy.group.Mode;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Answer.Confirmed;
import dev.understudy.registry.Answer.GroupsAre;
import dev.understudy.registry.Answer.MasterIs;
import dev.understudy.registry.Answer.NoMaster;
import dev.understudy.registry.Answer.RosterIs;
import dev.understudy.registry.Answer.WarmingUp;
import dev.understudy.registry.Question;
import dev.understudy.registry.Question.ConfirmInSync;
import dev.understudy.registry.Question.Groups;
import dev.understudy.registry.Question.Lookup;
import dev.understudy.registry.Question.Roster;
import dev.understudy.registry.Registration;
import java.util.List;

/** Registrations, and what is asked of name servers. */
final class RegistryCodec {

  /** Registrations of one node, or of one group. */
  static final int MOST_REGISTRATIONS = 4_096;

  /** Groups that one answer names. */
  static final int MOST_GROUPS = 65_536;

  private static final int LOOKUP = 1;
  private static final int ROSTER = 2;
  private static final int GROUPS = 3;
  private static final int CONFIRM_IN_SYNC = 4;

  private static final int WARMING_UP = 1;
  private static final int NO_MASTER = 2;
  private static final int MASTER_IS = 3;
  private static final int ROSTER_IS = 4;
  private static final int GROUPS_ARE = 5;
  private static final int CONFIRMED = 6;

  private static final List<Role> ROLES =
      List.of(Role.NEWCOMER, Role.BACKUP, Role.MASTER, Role.GONE);
  private static final List<Mode> MODES = List.of(Mode.CONSISTENT, Mode.AVAILABLE);
  private static final List<RetentionCriterion> CRITERIA =
      List.of(
          RetentionCriterion.MOST_IN_SYNC,
          RetentionCriterion.HIGHEST_EPOCH,
          RetentionCriterion.HIGHEST_PRIORITY,
          RetentionCriterion.LOWEST_SERVER_ID);

  private RegistryCodec() {}

  static void writeRegistration(FrameWriter out, Registration registration) {
    out.text(registration.group()).server(registration.server());
    out.incarnation(registration.incarnation()).number(registration.counter());
    out.constant(ROLES, registration.role()).epoch(registration.epoch());
    out.inSync(registration.inSync()).flag(registration.empty()).priority(registration.priority());
    Registration.Policy lease = registration.lease();
    out.constant(MODES, lease.mode());
    out.list(lease.retention(), criterion -> out.constant(CRITERIA, criterion));
    out.number(lease.desiredMasters()).number(lease.failureMillis()).number(lease.leaseMillis());
  }

  static Registration readRegistration(FrameReader in) {
    return new Registration(
        in.group(),
        in.server(),
        in.incarnation(),
        in.natural(),
        in.constant(ROLES),
        in.epoch(),
        in.inSync(),
        in.flag(),
        in.priority(),
        readPolicy(in));
  }

  static void write(FrameWriter out, Question question) {
    if (question instanceof Lookup) {
      out.kind(LOOKUP).text(question.group());
    } else if (question instanceof Roster) {
      out.kind(ROSTER).text(question.group());
    } else if (question instanceof ConfirmInSync confirm) {
      out.kind(CONFIRM_IN_SYNC).text(confirm.group()).inSync(confirm.inSync());
    } else {
      out.kind(GROUPS);
    }
  }

  static Question readQuestion(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case LOOKUP -> new Lookup(in.group());
      case ROSTER -> new Roster(in.group());
      case GROUPS -> new Groups("");
      case CONFIRM_IN_SYNC -> new ConfirmInSync(in.group(), in.inSync());
      default -> throw FrameReader.unknownKind("question", kind);
    };
  }

  static void write(FrameWriter out, Answer answer) {
    if (answer instanceof MasterIs master) {
      out.kind(MASTER_IS);
      writeRegistration(out, master.retained());
      out.number(master.silentMillis()).inSync(master.newestInSync());
    } else if (answer instanceof NoMaster none) {
      out.kind(NO_MASTER).inSync(none.newestInSync());
    } else if (answer instanceof RosterIs roster) {
      out.kind(ROSTER_IS).flag(roster.retained());
      out.list(roster.registrations(), registration -> writeRegistration(out, registration));
    } else if (answer instanceof GroupsAre groups) {
      out.kind(GROUPS_ARE).list(groups.groups(), out::text);
    } else if (answer instanceof Confirmed confirmed) {
      out.kind(CONFIRMED).inSync(confirmed.inSync());
    } else {
      out.kind(WARMING_UP);
    }
  }

  static Answer readAnswer(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case WARMING_UP -> new WarmingUp();
      case NO_MASTER -> new NoMaster(in.inSync());
      case MASTER_IS -> new MasterIs(readRegistration(in), in.natural(), in.inSync());
      case ROSTER_IS ->
          new RosterIs(in.flag(), in.list(MOST_REGISTRATIONS, () -> readRegistration(in)));
      case GROUPS_ARE -> new GroupsAre(in.list(MOST_GROUPS, in::group));
      case CONFIRMED -> new Confirmed(in.inSync());
      default -> throw FrameReader.unknownKind("answer", kind);
    };
  }

  private static Registration.Policy readPolicy(FrameReader in) {
    return new Registration.Policy(
        in.constant(MODES),
        in.list(CRITERIA.size(), () -> in.constant(CRITERIA)),
        in.count(Integer.MAX_VALUE),
        in.natural(),
        in.natural());
  }
}
