package dev.understudy.kubernetes.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A container of an image on this machine, without an engine: mounts of its own, a root that nobody
 * may write to, and a user. Only root can start one.
 */
public final class Container {

  private final Unpacked image;
  private final String user;
  private final List<String> orders = new ArrayList<>();

  /**
   * A container that has nothing yet but the image.
   *
   * @param user number of user and group, with a colon between them
   */
  public Container(Unpacked image, String user) {
    this.image = image;
    this.user = user;
    String root = quoted(image.root());
    orders.add("mount --make-rprivate /");
    orders.add("mount --bind " + root + " " + root);
    orders.add("mount -o remount,bind,ro " + root);
    orders.add("mount --rbind /dev " + inside("/dev"));
    orders.add("mount -t proc proc " + inside("/proc"));
  }

  /** Gives it a name as its host. */
  public Container named(String name) {
    orders.add("hostname " + quoted(name));
    return this;
  }

  /** Gives it memory as a folder that everybody may write to. */
  public Container memory(String path, long bytes) {
    orders.add("mount -t tmpfs -o mode=1777,size=" + bytes + " tmpfs " + inside(path));
    return this;
  }

  /** Gives it a file of this machine, in place of one that is in the image. */
  public Container file(String path, Path source) {
    orders.add("mount --bind " + quoted(source.toAbsolutePath()) + " " + inside(path));
    return this;
  }

  /**
   * What starts a program in it, and becomes that program.
   *
   * @param environment all that the program finds there, besides that of the image
   */
  public List<String> command(Map<String, String> environment, List<String> words) {
    StringBuilder start = new StringBuilder("exec env -i");
    image.environment().forEach(variable -> start.append(' ').append(quoted(variable)));
    environment.forEach((name, value) -> start.append(' ').append(quoted(name + "=" + value)));
    String[] ids = user.split(":", 2);
    start.append(" /usr/bin/unshare --setuid=").append(ids[0]).append(" --setgid=").append(ids[1]);
    start.append(" --root=").append(quoted(image.root()));
    start.append(" --wd=").append(quoted(image.workingFolder()));
    words.forEach(word -> start.append(' ').append(quoted(word)));
    String script = String.join(" && ", orders) + " && " + start;
    return List.of("unshare", "--mount", "--uts", "sh", "-c", script);
  }

  private String inside(String path) {
    return quoted(image.root() + path);
  }

  private static String quoted(Object text) {
    return "'" + text.toString().replace("'", "'\\''") + "'";
  }
}
