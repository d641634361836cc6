package dev.understudy.app.demo;

import com.microsoft.playwright.Page;
import dev.understudy.browser.Chromium.Look;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Takes the pictures of {@code docs/images}: every page, light and dark, wide and on a phone. */
final class Screenshots {

  private static final int LONGEST_PIXELS = 1_250;

  private final DashboardStage stage;
  private final Path folder;

  private Screenshots(DashboardStage stage, Path folder) {
    this.stage = stage;
    this.folder = folder;
  }

  /** Into the folder that is named. */
  public static void main(String[] arguments) {
    try (DashboardStage stage = new DashboardStage()) {
      stage.start();
      new Screenshots(stage, Path.of(arguments[0])).takeAll();
    }
  }

  private void takeAll() {
    Page watching = stage.group(Look.WIDE_LIGHT);
    watching.waitForTimeout(6_000);
    stage.kill(stage.whole());
    watching.waitForTimeout(6_000);
    stage.startGoneAgain();
    watching.waitForTimeout(8_000);
    shoot(watching, "group-wide-light");
    take("overview", Look.ALL, stage::overview);
    take("group", List.of(Look.WIDE_DARK, Look.PHONE_LIGHT, Look.PHONE_DARK), stage::group);
    take("dialog", List.of(Look.WIDE_LIGHT, Look.PHONE_DARK), this::dialog);
    shootPart(watching, "timeline-wide-light", ".timeline");
    drill(watching);
    stage.split();
    awaitStory(watching, "now");
    watching.waitForTimeout(3_000);
    shoot(watching, "two-masters-wide-light");
    shootPart(watching, "charts-wide-light", ".charts");
    take("two-masters", List.of(Look.PHONE_DARK), this::twoMasters);
    take("several-overview", List.of(Look.WIDE_DARK), stage::overview);
    stage.join();
    awaitStory(watching, "repaired");
    watching.waitForTimeout(3_000);
    watching.locator(".story summary").click();
    shoot(watching, "repaired-wide-light");
    shootPart(watching, "diverged-wide-light", "section.diverged");
    watching.locator(".story summary").click();
    stage.killGateway();
    watching.waitForTimeout(1_500);
    shoot(watching, "not-live-wide-light");
  }

  /** Isolates a backup for three seconds. */
  private void drill(Page watching) {
    watching.locator("#drill").click();
    watching.locator("#drill-server").selectOption(stage.whole() == 3 ? "2" : "3");
    watching.locator("#drill-seconds").fill("3");
    shoot(watching, "dialog-drill-wide-light");
    watching.getByText("Begin").click();
    watching.locator("section.drill[data-phase=over]").waitFor();
    shootPart(watching, "drill-wide-light", "section.drill");
    Page phone = stage.group(Look.PHONE_DARK);
    phone.locator("section.drill").waitFor();
    shootPart(phone, "drill-phone-dark", "section.drill");
    phone.context().close();
  }

  private Page twoMasters(Look look) {
    Page page = stage.group(look);
    awaitStory(page, "now");
    return page;
  }

  /** However slow the machine: no picture of a story without the story. */
  private static void awaitStory(Page page, String state) {
    page.locator(".story[data-state=" + state + "]").waitFor();
  }

  private Page dialog(Look look) {
    Page page = stage.group(look);
    page.locator("#transfer").click();
    return page;
  }

  private void take(String name, List<Look> looks, Function<Look, Page> open) {
    for (Look look : looks) {
      Page page = open.apply(look);
      page.waitForTimeout(2_500);
      shoot(page, name + "-" + look.name());
      page.context().close();
    }
  }

  private void shoot(Page page, String name) {
    double height = (double) ((Number) page.evaluate("document.body.scrollHeight")).intValue();
    page.evaluate("window.scrollTo(0, 0)"); // what sticks to the top is drawn there
    boolean dialog = name.startsWith("dialog");
    Page.ScreenshotOptions options = new Page.ScreenshotOptions();
    keep(
        name,
        page.screenshot(
            dialog
                ? options
                : options
                    .setFullPage(true)
                    .setClip(0, 0, page.viewportSize().width, Math.min(LONGEST_PIXELS, height))));
  }

  private void shootPart(Page page, String name, String part) {
    page.evaluate("document.querySelector('header').style.position = 'static'");
    keep(name, page.locator(part).screenshot());
  }

  /** Packed as tightly as it goes: a browser is in a hurry, and these are kept. */
  private void keep(String name, byte[] picture) {
    try {
      Files.deleteIfExists(file(name)); // else what is longer there stays at its end
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file(name).toFile())) {
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture));
      int height = Math.min(LONGEST_PIXELS, read.getHeight());
      BufferedImage plain = new BufferedImage(read.getWidth(), height, BufferedImage.TYPE_INT_RGB);
      plain.createGraphics().drawImage(read, 0, 0, null);
      ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
      ImageWriteParam tight = writer.getDefaultWriteParam();
      tight.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      tight.setCompressionQuality(0);
      writer.setOutput(out);
      writer.write(null, new IIOImage(plain, null, null), tight);
      writer.dispose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name + ".png");
  }
}
