package dev.understudy.app.node;

import dev.understudy.app.Failure;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the classes of users' services: in the jars and folders they name, after our own. */
final class UserClasses {

  private UserClasses() {}

  static ClassLoader of(List<String> classpath) {
    ClassLoader own = UserClasses.class.getClassLoader();
    if (classpath.isEmpty()) {
      return own;
    }
    URL[] urls = classpath.stream().map(UserClasses::url).toArray(URL[]::new);
    return new URLClassLoader("services", urls, own);
  }

  private static URL url(String place) {
    Path path = Path.of(place);
    if (!Files.isReadable(path)) {
      throw Failure.usage("there is no " + place + " to take classes from");
    }
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw Failure.usage("no place to take classes from: " + place);
    }
  }
}
